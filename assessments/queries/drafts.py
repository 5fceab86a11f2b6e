"""What lies on somebody's desk: drafts of notebooks with their earlier versions, and typed answers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from accounts.models import User
from assessments.models import Activity, AnswerSheet, Draft, DraftVersion
from assessments.shapes import Notebook


def draft_on(activity: Activity, user: User, scope: UUID, language: str) -> Draft | None:
    """The draft on this person's desk, in one programming language."""
    return Draft.objects.filter(activity=activity, user=user, scope=scope, language=language).first()


@dataclass(frozen=True)
class EarlierVersion:
    """One earlier version of a draft, as the list shows it."""

    pk: int
    written_at: datetime
    #: Lines of code that are more than nothing.
    lines: int


def earlier_versions_of(activity: Activity, user: User, scope: UUID, language: str) -> list[EarlierVersion]:
    """The earlier versions of what lies on this person's desk, in one programming language, the newest first."""
    rows = DraftVersion.objects.filter(
        draft__activity=activity, draft__user=user, draft__scope=scope, draft__language=language
    )
    return [EarlierVersion(row.pk, row.written_at, _lines_of_code(row.notebook)) for row in rows]


def _lines_of_code(notebook: Notebook) -> int:
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return sum(bool(line.strip()) for cell in cells for line in "".join(cell["source"]).splitlines())


def answer_sheet_of(activity: Activity, user: User, scope: UUID) -> AnswerSheet | None:
    """What this person typed into the exercise's sheet."""
    return AnswerSheet.objects.filter(activity=activity, user=user, scope=scope).first()
