"""What the examination office holds of a person."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from assessments.actions.certificates import withdraw_certificates_of
from assessments.models import AnswerSheet, Attempt, Certificate, Draft, Trial
from foundation.privacy import PersonalData, register


def _attempts(user) -> Iterator[dict]:
    rows = Attempt.objects.filter(user=user).select_related("version", "notebook").order_by("submitted_at")
    for attempt in rows.iterator(chunk_size=50):
        yield {
            "activity": attempt.version.title,
            "try": attempt.number,
            "handed_in": attempt.submitted_at.isoformat(),
            "handed_in_by_the_device": attempt.written_at.isoformat() if attempt.written_at else None,
            "answers": attempt.answers,
            "marks": attempt.marks,
            "points": attempt.score,
            "of": attempt.max_score,
            "notebook": attempt.notebook.content if hasattr(attempt, "notebook") else None,
        }


def _erase_attempts(user) -> int:
    count = Attempt.objects.filter(user=user).count()
    Attempt.objects.filter(user=user).delete()
    return count


def _drafts(user) -> Iterator[dict]:
    for draft in Draft.objects.filter(user=user).order_by("pk").iterator(chunk_size=50):
        yield {
            "saved": draft.saved_at.isoformat(),
            "version": draft.number,
            "notebook": draft.notebook,
            "earlier": [
                {"written": version.written_at.isoformat(), "notebook": version.notebook}
                for version in draft.versions.all()
            ],
        }


def _erase_drafts(user) -> int:
    return Draft.objects.filter(user=user).delete()[0]


def _sheets(user) -> Iterator[dict]:
    for sheet in AnswerSheet.objects.filter(user=user).order_by("pk").iterator(chunk_size=50):
        yield {"saved": sheet.saved_at.isoformat(), "typed": sheet.typed, "said": sheet.said}


def _erase_sheets(user) -> int:
    return AnswerSheet.objects.filter(user=user).delete()[0]


def _certificates(user) -> Iterator[dict]:
    for certificate in Certificate.objects.filter(user=user):
        yield {
            "code": certificate.code,
            "name": certificate.holder_name,
            "course": certificate.title,
            "issued": certificate.issued_on.isoformat(),
            "withdrawn": certificate.revoked_at.isoformat() if certificate.revoked_at else None,
        }


def _erase_certificates(user) -> int:
    """The certificates stay at their addresses, withdrawn, and say nothing of the person any more."""
    return withdraw_certificates_of(user)


def _trials(user) -> Iterator[dict]:
    for trial in Trial.objects.filter(asked_by=user).order_by("pk"):
        yield {"asked": trial.asked_at.isoformat(), "exercise": str(trial.exercise_key), "state": trial.state}


def _erase_trials(user) -> int:
    """What was tried stays: the exercise is published by it. Who asked for it goes."""
    return Trial.objects.filter(asked_by=user).update(asked_by=None)


register(
    PersonalData(
        model="assessments.Attempt",
        covers=("assessments.SubmittedNotebook",),
        holds=_("Your answers to quizzes, the notebooks you handed in, their marks, and when you gave them."),
        why=_("To give you feedback, to know what you have passed, and to improve the questions."),
        seen_by=_("You, the trainers of the course, and administrators."),
        keeps=_("As long as your account exists; deleted with it."),
        export=_attempts,
        erase=_erase_attempts,
    )
)
register(
    PersonalData(
        model="assessments.Draft",
        covers=("assessments.DraftVersion",),
        holds=_("Notebooks that you have begun and not handed in, and up to 20 earlier versions of each."),
        why=_("So that you can go on where you stopped, on any machine."),
        seen_by=_("You alone."),
        keeps=_("As long as your account exists; deleted with it."),
        export=_drafts,
        erase=_erase_drafts,
    )
)
register(
    PersonalData(
        model="assessments.AnswerSheet",
        holds=_("What you typed as answers to an exercise without a notebook, and what was said to it."),
        why=_("So that it is there again when you come back."),
        seen_by=_("You alone."),
        keeps=_("As long as your account exists; deleted with it."),
        export=_sheets,
        erase=_erase_sheets,
    )
)
register(
    PersonalData(
        model="assessments.Certificate",
        holds=_("Your name, the course, its hours and the date, as printed on your certificates."),
        why=_("So that others can verify a certificate that you show them."),
        seen_by=_("Anyone to whom you give the address of a certificate."),
        keeps=_(
            "As long as your account exists. Then the certificate stays at its address as withdrawn, without your name."
        ),
        export=_certificates,
        erase=_erase_certificates,
    )
)
register(
    PersonalData(
        model="assessments.Trial",
        holds=_("Which exercises you had tried before they were published, and when."),
        why=_("So that whoever writes an exercise sees who tried it."),
        seen_by=_("Those who write exercises, and administrators."),
        keeps=_("As long as your account exists; then the trial stays without your name."),
        export=_trials,
        erase=_erase_trials,
    )
)
