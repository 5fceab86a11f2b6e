"""What an author reads of a trial: the report with the exercise's own words beside it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.kinds.answers import comparison_of
from assessments.marking.trial import SOLUTION, STARTER
from assessments.models import Exercise, Trial
from assessments.models.exercises import NOTEBOOKS
from assessments.shapes import DefinedAnswer, Definition, MistakeReport, SolutionReport, StarterReport, Stop
from assessments.shapes import LanguageReport as OneLanguage
from assessments.spec.exercise import PROGRAMMING, content_hash


@dataclass(frozen=True)
class AnswerRow:
    """A named answer, with what came of it."""

    name: str
    label: str
    points: int
    expected: str
    visible: bool
    hidden: list[bool]
    given: str
    #: A typed-in value would be right with the hidden data too.
    typing_passes: bool
    in_starter: bool


@dataclass(frozen=True)
class MistakeRow:
    """A known mistake, and whether it meets its feedback."""

    name: str
    number: int
    written: str
    value: str
    feedback: str
    ok: bool
    told: str


@dataclass(frozen=True)
class LanguageReport:
    """What came of it in one programming language."""

    language: str
    solution: SolutionReport
    starter: StarterReport
    answers: list[AnswerRow]
    mistakes: list[MistakeRow]
    errors: list[str]


@dataclass(frozen=True)
class TrialScreen:
    """Everything that the page shows."""

    trial: Trial | None
    missing: list[str]
    reports: list[LanguageReport]
    hidden: int
    #: Whether anything can be tried.
    can_be_tried: bool


def what_is_missing(exercise: Exercise) -> list[str]:
    """Why an exercise cannot be tried yet, in plain words."""
    found, files = [], exercise.notebook_files()
    if not files:
        found.append(_("There is no starter notebook and no solution notebook yet."))
    for language, parts in files.items():
        for part, label in ((STARTER, _("starter notebook")), (SOLUTION, _("solution notebook"))):
            if part not in parts:
                found.append(
                    _("In %(language)s the %(notebook)s is missing.")
                    % {"language": PROGRAMMING[language], "notebook": label}
                )
    if not exercise.answers:
        found.append(_("No named answer is written yet."))
    names = [child.value["name"] for child in exercise.answers]
    mistakes = [m for child in exercise.answers for m in child.value["mistakes"]]
    if not all(names) or not all(m["value"].strip() or m["formula"].strip() for m in mistakes):
        found.append(_("An answer has no name yet, or a known mistake has neither value nor formula."))
    if any(child.value["document"] is None or not child.value["name"] for child in exercise.data):
        found.append(_("A data file is not chosen yet, or has no name."))
    return found


def trial_screen(exercise: Exercise) -> TrialScreen:
    """The newest trial of exactly this content; another content's says nothing about this one."""
    missing = what_is_missing(exercise)
    definition = exercise.definition()
    trial = Trial.objects.of(content_hash(definition)).first()
    passed = Trial.objects.passed(content_hash(definition)).first()
    if trial is not None and not trial.is_waiting and passed is not None:
        trial = passed
    reports = _reports(exercise, definition, trial) if trial and "languages" in trial.report else []
    return TrialScreen(trial, missing, reports, len(definition["hidden"]), not missing)


def _reports(exercise: Exercise, definition: Definition, trial: Trial) -> list[LanguageReport]:
    words = {child.value["name"]: child.value for child in exercise.answers}
    return [
        LanguageReport(
            PROGRAMMING[language],
            part["solution"],
            part["starter"],
            [_answer(answer, words[answer["name"]], part, trial) for answer in definition["answers"]],
            [_mistake(row, words[row["answer"]], language) for row in part["mistakes"]],
            _errors(part["solution"]["errors"]),
        )
        for language, part in trial.report["languages"].items()
        if language in NOTEBOOKS
    ]


def _answer(answer: DefinedAnswer, words: Any, part: OneLanguage, trial: Trial) -> AnswerRow:
    name, language = answer["name"], get_language() or "en"
    comparison = comparison_of(answer)
    row = next(row for row in part["solution"]["answers"] if row["name"] == name)
    expected = trial.values["expected"][name][0]
    return AnswerRow(
        name=name,
        label=words["label"],
        points=answer["points"],
        expected="" if expected is None else comparison.shown(answer, comparison.sample(expected), language),
        visible=row["visible"],
        hidden=row["hidden"],
        given=row["shown"],
        typing_passes=bool(row["hidden"]) and trial.report["typed"].get(name, False),
        in_starter=name in part["starter"]["right"],
    )


def _mistake(row: MistakeReport, words: Any, language: str) -> MistakeRow:
    written = words["mistakes"][row["place"]]
    formula = written["formula_r"] if language == "r" else written["formula"]
    return MistakeRow(
        name=row["answer"],
        number=row["place"] + 1,
        written=written["value"].strip() or formula.strip() or written["formula"].strip(),
        value=row["shown"],
        feedback=written["feedback"],
        ok=row["ok"],
        told=_told(row),
    )


def _told(row: MistakeReport) -> str:
    match row["problem"]:
        case "no_value":
            return _("The formula gives no value. Look at its names: they must be those of the solution.")
        case "right":
            return _(
                "This value is right within the tolerance. Take another mistake, or a smaller tolerance."
            )
        case "other":
            return _("It meets the feedback of mistake %d, which comes first and is just as near.") % (
                (row["other"] or 0) + 1
            )
        case "unknown":
            return _("It does not meet its own feedback: the tolerance is too small for it.")
    return _("It meets its feedback.")


def _errors(errors: list[Stop | None]) -> list[str]:
    """What stopped the solution, by data set: the author may read it, a trainee never."""
    found = []
    for place, error in enumerate(errors):
        if not error:
            continue
        where = _("on hidden data set %d") % place if place else _("on the data that everybody sees")
        what = error["text"] or error["code"]
        if error.get("cell"):
            about = {"where": where, "cell": error["cell"], "what": what}
            found.append(_("The solution, %(where)s, cell %(cell)d: %(what)s") % about)
        else:
            found.append(_("The solution, %(where)s: %(what)s") % {"where": where, "what": what})
    return found
