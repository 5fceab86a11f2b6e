"""The demonstration's network: fictional countries, offices, twelve members, eight practices."""

from pathlib import Path

from django.utils.html import escape
from django.utils.text import slugify
from wagtail.models import Locale

from accounts.models import User
from foundation.facts.files import TABLES, named_in_five, read_yaml, rows
from foundation.models import Country, Rec, RecMembership, Term
from network import actions
from network.models import Member, Office, PracticeIndexPage, PracticeMaterial, PracticePage
from school.founding.pages import lay_out


def load(content: Path, locales: dict[str, Locale]) -> None:
    """Load countries, offices, members and practices; what is there already is brought up to date."""
    countries = _countries(content / "fictional_countries.csv")
    for entry in read_yaml(content / "members.yaml"):
        _member(entry, countries)
    index = {code: PracticeIndexPage.objects.child_of(home).get() for code, home in lay_out().items()}
    for path in sorted((content / "practices").glob("*.yaml")):
        _practice(read_yaml(path), index, locales, countries)


def remove() -> None:
    """Remove everything that was made here, whatever has been added to it since."""
    pages = PracticePage.objects.filter(is_demonstration=True)
    for page in [*pages.filter(alias_of__isnull=False), *pages.filter(alias_of=None)]:
        PracticePage.objects.filter(pk=page.pk).first() and page.delete()
    for member in Member.objects.filter(is_demonstration=True):
        actions.delete_profile(member)
    User.objects.filter(is_demonstration=True, email__regex=r"^demo\d\d@example\.org$").delete()
    Office.objects.filter(is_demonstration=True).delete()
    Country.objects.filter(is_fictional=True).delete()


def _countries(table: Path) -> dict[str, Country]:
    labels = {term.code: term for term in Term.objects.filter(kind="m49")}
    regions = {row["m49"]: row for row in rows(TABLES / "m49_regions.csv")}
    recs = {rec.code: rec for rec in Rec.objects.all()}
    found = {}
    for row in rows(table):
        region = row["m49_region"]
        is_intermediate = regions[region]["level"] == "intermediate"
        country, _made = Country.objects.update_or_create(
            iso3=row["iso3"],
            defaults={
                **named_in_five(row),
                "au_region": row["au_region"],
                "m49_subregion": labels[regions[region]["parent"] if is_intermediate else region].name_en,
                "m49_intermediate": labels[region].name_en if is_intermediate else "",
                "note": row["note"],
                "is_fictional": True,
            },
        )
        for code in row["recs"].split(";"):
            RecMembership.objects.get_or_create(rec=recs[code], country=country, status="demonstration")
        found[country.iso3] = country
    return found


def _office(name: str, country: Country) -> Office:
    return Office.objects.get_or_create(name=name, country=country, defaults={"is_demonstration": True})[0]


def _terms(kind: str, codes: list[str]) -> list[Term]:
    found = list(Term.objects.filter(kind=kind, code__in=codes))
    missing = set(codes) - {term.code for term in found}
    if missing:
        raise ValueError(f"Not in the taxonomy: {kind} {sorted(missing)}")
    return found


def _member(entry: dict, countries: dict[str, Country]) -> None:
    user = User.objects.filter(email=entry["email"]).first()
    if user is None:
        user = User.objects.create_user(entry["email"], None, is_demonstration=True)
    user.first_name, user.last_name = entry["name"], ""
    user.language = next(
        (code for code in entry["languages"] if code in {"en", "fr", "pt", "es", "ar"}), "en"
    )
    user.is_demonstration = True
    user.save()
    country = countries[entry["country"]]
    choices = dict(entry["visibility"])
    member = actions.write_profile(
        user,
        {
            "name": entry["name"],
            "country": country,
            "office": _office(entry["office"], country),
            "languages": entry["languages"],
            "topics": _terms("topic", entry["topics"]),
            "sources": _terms("source", entry["sources"]),
            "ask_me_about": entry["ask_me_about"],
            "looking_for": entry["looking_for"],
            "can_answer": entry["can_answer"],
            "can_host": entry["can_host"],
            "show_profile": choices.pop("listing"),
            **{f"show_{name}": choice for name, choice in choices.items()},
        },
    )
    Member.objects.filter(pk=member.pk).update(slug=f"demo-{slugify(entry['username'])}")
    member.refresh_from_db()
    actions.give_role(member, entry["role"], since=member.created_at.date())
    actions.accept_listing(member)


def _practice(entry: dict, index: dict, locales: dict[str, Locale], countries: dict[str, Country]) -> None:
    locale = locales[entry["language"]]
    parent = index[entry["language"]]
    page = PracticePage.objects.filter(slug=entry["slug"], locale=locale, alias_of=None).first()
    page = page or PracticePage(slug=entry["slug"], locale=locale)
    page.title = page.draft_title = entry["title"]
    page.is_demonstration = True
    page.office = _office(entry["office"], countries[entry["country"]])
    page.gcm_objective = Term.objects.get(kind="gcm", code=str(entry["gcm_objective"]))
    page.stage = Term.objects.get(kind="stage", code=entry["stage"])
    page.cost_band, page.months = entry["cost_band"], entry["months"]
    page.staff, page.contact = entry["staff"], entry["contact"]
    for name in ("context", "what_was_done", "result", "what_failed"):
        setattr(page, name, _paragraphs(entry[name]))
    page.lessons = "\n".join(entry["lessons"])
    page.topics = _terms("topic", entry["topics"])
    page.sources = _terms("source", entry["sources"])
    page.materials = [
        PracticeMaterial(title=material["title"], text=_flowing(material["text"]), locale=locale)
        for material in entry["materials"]
    ]
    if page.pk is None:
        parent.add_child(instance=page)
    page.save_revision().publish()
    for other in locales.values():
        if not page.get_translation_or_none(other):
            page.copy_for_translation(other, copy_parents=True, alias=True)


def _flowing(text: str) -> str:
    """One line a paragraph: the breaks inside a paragraph are those of the file."""
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in _flowing(text).split("\n\n"))
