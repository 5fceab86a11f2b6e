"""Exercises that are published."""

from assessments.models import Exercise


def exercise_by_code(code: str, language: str) -> Exercise | None:
    """The published exercise in this language, else in English, else in any."""
    found = {
        exercise.locale.language_code: exercise
        for exercise in Exercise.objects.filter(code__iexact=code, live=True).select_related("locale")
    }
    return found.get(language) or found.get("en") or next(iter(found.values()), None)


def exercises_with_real_data() -> int:
    """How many exercises work on at least one file whose figures are not invented."""
    exercises = Exercise.objects.filter(live=True, locale__language_code="en")
    # As stored: as values, the files would be fetched.
    return sum(
        any(not file["value"].get("fictional") for file in exercise.data.raw_data) for exercise in exercises
    )
