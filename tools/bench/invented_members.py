"""A directory of many invented members, for measuring: never for a school that anybody uses."""

import random

WORDS = [
    "census",
    "survey",
    "register",
    "permits",
    "border",
    "sampling",
    "linkage",
    "estimate",
    "refugees",
    "remittances",
    "quality",
    "metadata",
    "diaspora",
    "return",
    "children",
    "gender",
    "mirror",
    "stocks",
    "flows",
    "tables",
    "fieldwork",
    "questionnaire",
]
NAMES = [
    "Amina",
    "Bruno",
    "Chen",
    "Dalia",
    "Efua",
    "Farah",
    "Kofi",
    "Awa",
    "Moussa",
    "Yara",
    "Tunde",
    "Ngozi",
    "Pedro",
    "Joana",
    "Luis",
    "أحمد",
    "فاطمة",
    "Lindiwe",
]
FIELDS = [
    "country",
    "office",
    "languages",
    "topics",
    "sources",
    "ask_me_about",
    "looking_for",
    "availability",
]


def add_members(count: int) -> None:
    """Add so many listed members, marked as demonstration, with fields public, for members, and hidden."""
    from accounts.models import User
    from foundation.models import Country, Term
    from network.actions import rebuild_directory
    from network.models import Member

    chance = random.Random(7)
    countries = list(Country.objects.filter(is_fictional=False))
    terms = {kind: list(Term.objects.filter(kind=kind)) for kind in ("topic", "source")}
    User.objects.bulk_create(
        [
            User(email=f"invented{number}@example.org", password="!", is_demonstration=True)
            for number in range(count)
        ],
        batch_size=2000,
    )
    users = User.objects.filter(email__startswith="invented").order_by("pk")
    Member.objects.bulk_create(
        [
            Member(
                user=user,
                name=f"{chance.choice(NAMES)} Example {number}",
                role=chance.choices(["focal_point", "trainer", "expert", "member"], [2, 4, 14, 80])[0],
                country=chance.choice(countries),
                languages=chance.sample(["en", "fr", "pt", "es", "ar"], chance.choice([1, 2])),
                ask_me_about=" ".join(chance.choices(WORDS, k=25)),
                can_answer=chance.random() < 0.5,
                show_profile=chance.choice(["public", "public", "members"]),
                is_listed=True,
                is_demonstration=True,
                **{
                    f"show_{name}": chance.choices(["public", "members", "hidden"], [5, 4, 1])[0]
                    for name in FIELDS
                },
            )
            for number, user in enumerate(users)
        ],
        batch_size=2000,
    )
    members = list(Member.objects.filter(user__in=users).values_list("pk", flat=True))
    for kind, through, field in (("topic", Member.topics.through, 2), ("source", Member.sources.through, 1)):
        through.objects.bulk_create(
            [
                through(member_id=member, term_id=term.pk)  # type: ignore[misc]
                for member in members
                for term in chance.sample(terms[kind], field)
            ],
            batch_size=5000,
        )
    rebuild_directory()
