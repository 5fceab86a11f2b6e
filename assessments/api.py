"""The door of the examination office: other rooms call these names and no others."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.safestring import SafeString

from assessments.actions.certificates import (
    HasNoName,
    issue_certificate,
    remove_demonstration_certificates,
    revoke_certificate,
)
from assessments.actions.publishing import publish_activities
from assessments.models import Certificate
from assessments.panels.activities import preview, render
from assessments.panels.submitted import PREFIX as SUBMISSIONS
from assessments.panels.submitted import page as submission_page
from assessments.panels.submitted import refusal as submission_refusal
from assessments.queries.exercises import exercises_with_real_data
from assessments.queries.results import ActivityResult, results
from assessments.rules import Taught, register_places, register_scope_owner, register_teaching
from assessments.spec.activity import ActivitySpec, specs_from_body

__all__ = [
    "SUBMISSIONS",
    "ActivityResult",
    "ActivitySpec",
    "HasNoName",
    "Taught",
    "certificate_for",
    "exercises_with_real_data",
    "issue_certificate",
    "panels",
    "previews",
    "publish_activities",
    "register_places",
    "register_scope_owner",
    "register_teaching",
    "remove_demonstration_certificates",
    "results",
    "revoke_certificate",
    "specs_from_body",
    "submission_page",
    "submission_refusal",
]


def panels(
    *, keys: Iterable[UUID], language: str, user, scope: UUID | None, request
) -> dict[UUID, SafeString]:
    """The HTML of each activity for this reader: the form, the tries with their feedback, the state.

    At most two queries, whatever the number of activities. ``language`` is the language of the text around;
    without a ``scope`` the activity can be read and not answered.
    """
    return render(keys=keys, language=language, user=user, scope=scope, request=request)


def previews(*, activities: Iterable[ActivitySpec], language: str, request) -> dict[UUID, SafeString]:
    """The same for a page that is not published: nothing is read from the database and nothing can be sent."""
    return preview(activities=activities, language=language, request=request)


def certificate_for(scope: UUID) -> Certificate | None:
    """The certificate of a scope, where it was issued."""
    return Certificate.objects.filter(scope=scope).first()
