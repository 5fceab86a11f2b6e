"""The six courses of the demonstration school: MS101 whole, three others with the lessons written so far, two as a plan.

The courses teach real things, so their pages carry no mark of demonstration. Every page and block has a key made from
the text files, the same in every language and every load: progress and answers survive a second load.
"""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid5

from django.contrib.auth import get_user_model
from wagtail.models import Locale, Page

from courses.models import CataloguePage, CoursePage, CourseTeacher, LessonPage, ModulePage
from demonstration import CONTENT
from demonstration.lesson_body import Library, body_of
from foundation.facts.files import read_yaml

NAMESPACE = UUID("9b2b7f0e-0d64-5d0f-8a1e-6f3d0c1a7e55")
SOURCE = "en"
#: The drawing of each course in the catalogue.
PLATES = {
    "MS101": "bars",
    "MS201": "sample",
    "MS301": "matrix",
    "MS220": "pyramid",
    "MS230": "scatter",
    "MS320": "linkage",
}
#: Said in the sentence about what to know before.
OR = {"en": "or", "fr": "ou", "pt": "ou", "es": "o", "ar": "أو"}


def load(content_dir: Path, locales: dict[str, Locale]) -> None:
    """Write or update every course; a page that says the same already is left alone."""
    folder = content_dir / "courses"
    library = Library(content_dir)
    catalogue = CataloguePage.objects.get(locale=locales[SOURCE], depth=3)
    for entry in _read(folder / "catalogue.yaml"):
        course = _course(catalogue, entry, locales)
        lessons = folder / entry["code"].lower()
        for number, module in enumerate(_modules(entry, lessons), start=1):
            page = _page(
                ModulePage,
                course,
                key(entry["code"], "module", number),
                module["slug"],
                locales,
                {code: _module_fields(module, number, code) for code in module["title"]},
            )
            if lessons.is_dir():
                _lessons(page, entry["code"], number, lessons, locales, library)


def remove() -> None:
    """Remove the courses that this part made, in every language, with what stands under them."""
    codes = [entry["code"] for entry in _read(CONTENT / "courses" / "catalogue.yaml")]
    keys = [key(code, "course") for code in codes]
    # Aliases go with their sources.
    for page in CoursePage.objects.filter(translation_key__in=keys, alias_of=None).order_by("-pk"):
        Page.objects.get(pk=page.pk).delete()
    Library(CONTENT).remove()


def key(*parts: object) -> UUID:
    """The key of a page, made from what it is."""
    return uuid5(NAMESPACE, "/".join(map(str, parts)))


def _course(catalogue: CataloguePage, entry: dict, locales: dict) -> CoursePage:
    texts = {code: _course_fields(entry, texts, code) for code, texts in entry["texts"].items()}
    page = _page(
        CoursePage, catalogue, key(entry["code"], "course"), entry["slug"], locales, texts, _name_teachers
    )
    return page


def _course_fields(entry: dict, texts: dict, code: str) -> dict:
    return {
        "title": texts["title"],
        "summary": texts["summary"],
        "audience": texts["audience"],
        "outcomes": "\n".join(texts["outcomes"]),
        "prerequisites": _prerequisites(entry, texts, code),
        "sources": "\n".join(_sources(entry, texts, code)),
        "code": entry["code"],
        "level": entry["level"],
        "hours": entry["hours"],
        "weeks": entry["weeks"],
        "plate": PLATES.get(entry["code"], ""),
        "certificate_requires": "passed",
        "certificate_share": 60,
        "more_to_come": bool(entry.get("more_to_come")),
        "awaits_reviewer": not texts.get("reviewed", code == SOURCE),
    }


def _sources(entry: dict, texts: dict, code: str) -> list[str]:
    """The sources in a language; where one has no name in it, in the language they are listed in."""
    named = texts.get("sources") or {}
    return [
        named.get(number) or (source if code == SOURCE else f"{SOURCE}: {source}")
        for number, source in enumerate(entry["sources"], start=1)
    ]


def _prerequisites(entry: dict, texts: dict, code: str) -> str:
    comma = "، " if code == "ar" else ", "
    joint = f" {OR[code]} " if entry.get("prerequisites_any") else comma
    said = joint.join(entry["prerequisites"])
    skills = texts.get("prerequisite_skills") or (entry.get("prerequisite_skills") if code == SOURCE else "")
    return comma.join(filter(None, [said, skills]))


def _modules(entry: dict, folder: Path) -> list[dict]:
    """The modules: from their own file where the course is written, else from the plan in the catalogue."""
    file = folder / "modules.yaml"
    if file.exists():
        return _read(file)
    plans = {code: texts["modules"] for code, texts in entry["texts"].items()}
    return [
        {"slug": f"module-{number + 1}", "title": {code: titles[number] for code, titles in plans.items()}}
        for number in range(len(plans[SOURCE]))
    ]


def _module_fields(module: dict, number: int, code: str) -> dict:
    return {
        "title": module["title"][code],
        "summary": (module.get("summary") or {}).get(code, ""),
        "code": str(module.get("code", number)),
    }


def _lessons(
    module: ModulePage, course: str, number: int, folder: Path, locales: dict, library: "Library"
) -> None:
    for file in sorted((folder / SOURCE).glob(f"{number}.*.yaml"), key=_place):
        texts = {}
        for code in locales:
            written = folder / code / file.name
            if written.exists():
                texts[code] = _lesson_fields(_read(written), code, course, library)
        _page(LessonPage, module, key(course, "lesson", file.stem), _read(file)["slug"], locales, texts)


def _place(file: Path) -> tuple[int, ...]:
    return tuple(map(int, file.stem.split(".")))


def _lesson_fields(lesson: dict, code: str, course: str, library: "Library") -> dict:
    return {
        "title": lesson["title"],
        "code": lesson["code"],
        "minutes": lesson["minutes"],
        "lead": lesson["lead"],
        "goals": "\n".join(lesson["goals"]),
        "body": body_of(lesson, course, code, library),
        "awaits_reviewer": not lesson.get("reviewed", code == SOURCE),
    }


def _page(
    model,
    parent,
    translation_key: UUID,
    slug: str,
    locales: dict,
    texts: dict[str, dict],
    also: Callable[[Page], bool] = lambda page: False,
):
    """The page in every language that has a text, and aliases in the others; returns the source.

    The source is published last: its aliases then stand in exactly where no translation is.
    """
    source = model.objects.filter(translation_key=translation_key, locale=locales[SOURCE]).first()
    is_new = source is None
    if is_new:
        source = model(
            slug=slug, translation_key=translation_key, locale=locales[SOURCE], live=False, **texts[SOURCE]
        )
        parent.add_child(instance=source)
    for code, fields in texts.items():
        if code == SOURCE:
            continue
        page = model.objects.filter(translation_key=translation_key, locale=locales[code]).first()
        if page is None:
            page = source.copy_for_translation(locales[code], copy_parents=False)
            _write(page, fields, True)
        else:
            page.alias_of = None
            _write(page, fields, False)
    _write(source, texts[SOURCE], also(source) or is_new)
    return source


def _write(page, fields: dict, is_new: bool) -> None:
    """Set the fields and publish, where anything is new."""
    changed = is_new
    for name, given in fields.items():
        value = page._meta.get_field(name).to_python(given)
        before = getattr(page, name)
        same = _plain(before) == _plain(value) if name == "body" else before == value
        if not same:
            setattr(page, name, value)
            changed = True
    if changed:
        page.save_revision(log_action=False).publish(log_action=False)


def _plain(stream) -> list:
    """A body as plain data, each block as it would be stored."""
    return [(child.block_type, child.id, child.block.get_prep_value(child.value)) for child in stream]


def _name_teachers(course: CoursePage) -> bool:
    """Name the demonstration's trainers as teachers of the first course; says whether that changed anything."""
    if course.code != "MS101" or course.teachers.exists():
        return False
    trainers = get_user_model().objects.filter(is_demonstration=True, groups__name="Trainers").order_by("pk")
    course.teachers.set([CourseTeacher(user=user, sort_order=place) for place, user in enumerate(trainers)])
    return bool(trainers)


def _read(file: Path):
    return read_yaml(file)
