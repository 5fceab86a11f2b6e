from assessments.models.activities import Activity, ActivityVersion
from assessments.models.attempts import Attempt, Draft, SubmittedNotebook
from assessments.models.certificates import Certificate
from assessments.models.exercises import Exercise
from assessments.models.trials import Trial

__all__ = [
    "Activity",
    "ActivityVersion",
    "Attempt",
    "Certificate",
    "Draft",
    "Exercise",
    "SubmittedNotebook",
    "Trial",
]
