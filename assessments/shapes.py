"""The shapes of what is asked, answered and marked: plain data, kept as JSON with every version, attempt and trial.

They stand below everything else in this room, and know nothing of it. What is written here is what is stored: a change of a shape needs
a migration of what is kept, or a reader for the older one (:func:`assessments.spec.exercise.upgraded`).
"""

from typing import Any, NotRequired, TypedDict

#: A notebook in the format of Jupyter, and its content by name where nothing but a mapping is known of it.
Notebook = dict[str, Any]
#: A value as a notebook left it or an author typed it: numbers, texts, lists, tables as ``kinds.answers.plain`` reads them.
Value = Any
#: An answer to a question of a quiz, as its kind keeps it: a text, a list of ids, ids by id.
Answer = Any


# --- questions of a quiz -----------------------------------------------------------------------------------
class Question(TypedDict):
    """What every question has; each kind adds its own."""

    id: str
    kind: str
    stem: str
    points: int
    hint: str
    feedback: str
    source: str


class Option(TypedDict):
    id: str
    text: str
    correct: bool
    feedback: str


class ChoiceQuestion(Question):
    options: list[Option]


class TrueFalseQuestion(Question):
    answer: bool


class NumericMistake(TypedDict):
    """A wrong number that people arrive at, and what is said to it."""

    value: float
    tolerance: float
    feedback: str


class NumericQuestion(Question):
    answer: float
    tolerance: float
    unit: str
    mistakes: list[NumericMistake]


class Pair(TypedDict):
    id: str
    left: str
    right: str


class Item(TypedDict):
    id: str
    text: str


class MatchingQuestion(Question):
    pairs: list[Pair]
    distractors: list[Item]


class OrderingQuestion(Question):
    items: list[Item]


class ShortTextQuestion(Question):
    accept: list[str]
    model_answer: str


class Cell(TypedDict):
    use: str
    value: str


class Row(TypedDict):
    label: str
    cells: list[Cell]


class TableQuestion(Question):
    columns: list[str]
    rows: list[Row]
    tolerance: float


class QuizSpec(TypedDict):
    """A quiz as one version asks it."""

    questions: list[Any]
    tries: int
    pass_mark: int
    explanations: NotRequired[str]


# --- exercises ---------------------------------------------------------------------------------------------
class Rule(TypedDict, total=False):
    """How near a number must come: the name of the rule, and the number that it speaks of."""

    compare: str
    tolerance: float


class Column(Rule):
    """A column of a table that is compared."""

    name: str


class AnswerSettings(Rule, total=False):
    """What the kinds of named answer add, each its own part."""

    keys: list[str]
    columns: list[Column]
    any_order: bool


class DefinedMistake(TypedDict):
    """A known mistake as its author wrote it: a value, or the formulas that lead to it."""

    value: str
    formula: str
    formula_r: str
    tolerance: float | None


class DefinedAnswer(AnswerSettings):
    """A named answer as its author wrote it, the same in every language."""

    name: str
    kind: str
    points: int
    typed: str
    mistakes: list[DefinedMistake]


class DefinedFile(TypedDict):
    name: str
    sha256: str


class Definition(TypedDict):
    """All that marking depends on, the same in every language: its hash tells whether exactly this was tried."""

    #: The sha256 of each notebook, by programming language and part.
    notebooks: dict[str, dict[str, str]]
    data: list[DefinedFile]
    #: Hidden data sets: files by name, whole.
    hidden: list[dict[str, str]]
    answers: list[DefinedAnswer]


class Mistake(TypedDict):
    """A known mistake with its value, and what the tutor says to it."""

    value: Value
    tolerance: float | None
    feedback: str


class NamedAnswer(AnswerSettings):
    """A named answer with the values to mark by, and the words of one language."""

    name: str
    kind: str
    points: int
    expected: Value
    #: What is expected on each hidden data set.
    hidden: list[Value]
    mistakes: list[Mistake]
    hints: list[str]
    label: NotRequired[str]
    unit: NotRequired[str]
    typed: NotRequired[str]


class NotebookFile(TypedDict):
    file: str
    sha256: str


class DataFile(TypedDict):
    """A file of data that everybody sees."""

    document: int | None
    hash: str
    size: int
    name: str
    description: str
    source: str
    licence: str
    fictional: bool


class ExerciseSpec(TypedDict):
    """An exercise as one version asks it. It holds what is expected: it is never sent to a reader."""

    exercise: str
    exercise_key: str
    level: int
    minutes: int
    task: str
    method: str
    method_source: str
    notebooks: dict[str, dict[str, NotebookFile]]
    data: list[DataFile]
    hidden: list[dict[str, str]]
    answers: list[NamedAnswer]
    tries: int
    pause: int
    counts: str
    pass_mark: int
    trial: str


# --- marks -------------------------------------------------------------------------------------------------
class AnswerMark(TypedDict):
    """What was said to one question or named answer: a snapshot, as the trainee read it."""

    #: From 0 to 1; nothing where only a person can judge.
    fraction: float | None
    points: float | None
    feedback: list[str]
    shown: str
    #: Right before, and not asked again.
    kept: NotRequired[bool]
    #: What is not right, put into words when it is shown (:mod:`assessments.kinds.answers.words`).
    code: NotRequired[str]
    detail: NotRequired[dict[str, Any]]
    #: The place of the known mistake that it is.
    mistake: NotRequired[int]
    hints: NotRequired[list[str]]


#: By question or named answer.
Marks = dict[str, AnswerMark]


class Said(TypedDict, total=False):
    """What was said to a value that was typed into an answer sheet, for practice."""

    fraction: int
    code: str
    detail: dict[str, Any]
    feedback: list[str]


class Stop(TypedDict):
    """Why a run did not come to its end."""

    code: str
    cell: int | None
    text: str


# --- trials ------------------------------------------------------------------------------------------------
class TrialFiles(TypedDict):
    """Where the files are that a definition names by their hashes."""

    notebooks: dict[str, dict[str, str]]
    data: dict[str, int]


class TrialValues(TypedDict):
    """What is expected on each data set, and the value of each known mistake, by named answer."""

    expected: dict[str, list[Value]]
    mistakes: dict[str, list[Value]]


class SolvedAnswer(TypedDict):
    """How the solution did in one named answer."""

    name: str
    visible: bool
    hidden: list[bool]
    points: float | None
    shown: str


class SolutionReport(TypedDict):
    points: float
    of: int
    answers: list[SolvedAnswer]
    errors: list[Stop | None]
    ok: bool


class StarterReport(TypedDict):
    points: int
    of: int
    right: list[str]
    ok: bool


class MistakeReport(TypedDict):
    """Whether a known mistake meets its own feedback."""

    answer: str
    place: int
    shown: str
    problem: str
    other: int | None
    ok: bool


class LanguageReport(TypedDict):
    solution: SolutionReport
    starter: StarterReport
    mistakes: list[MistakeReport]


class TrialReport(TypedDict):
    """What came of a trial, by programming language."""

    languages: dict[str, LanguageReport]
    #: By named answer: whether a number that is typed in would pass.
    typed: dict[str, bool]
    passed: bool
