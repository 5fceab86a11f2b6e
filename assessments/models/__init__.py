from assessments.models.activities import Activity, ActivityVersion
from assessments.models.attempts import Attempt, Draft, SubmittedNotebook
from assessments.models.certificates import Certificate
from assessments.models.drafts import AnswerSheet, DraftVersion
from assessments.models.exercises import Exercise
from assessments.models.trials import Trial

__all__ = [
    "Activity",
    "ActivityVersion",
    "AnswerSheet",
    "Attempt",
    "Certificate",
    "Draft",
    "DraftVersion",
    "Exercise",
    "SubmittedNotebook",
    "Trial",
]
