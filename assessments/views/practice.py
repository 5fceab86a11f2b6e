"""What ``check()`` in a notebook asks: is this value right? A sentence comes back, never what is expected."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from assessments.actions.practice import EnoughToday, PracticeRefused, TooFast, UnknownAnswer, practise
from assessments.kinds.answers import words
from assessments.marking.sandbox import as_given
from assessments.models import Activity
from assessments.queries.attempts import marks_so_far
from assessments.queries.versions import asked_version
from assessments.shapes import Said
from assessments.views.access import number_in, scope_of, sent_json

NOT_A_NUMBER = "not_a_number"
REFUSED = {
    TooFast.code: gettext_lazy("That was very often. Wait a minute, then check again."),
    EnoughToday.code: gettext_lazy(
        "You have checked many values of this answer today. Hand in the notebook: it is marked all the same."
    ),
}
#: From here on it is said how many are left.
FEW = 10


@require_POST
def check(request, key: UUID):
    """One named value, as plain data, looked at for practice."""
    if not request.user.is_authenticated:
        return JsonResponse(
            {"state": "told", "text": _("You are signed out. Sign in again, then check.")}, status=403
        )
    activity = get_object_or_404(Activity, key=key, kind=Activity.Kind.NOTEBOOK)
    scope = scope_of(request, request.GET.get("scope"))
    version = asked_version(activity, number_in(request.GET.get("version")), request.LANGUAGE_CODE)
    try:
        sent = sent_json(request)
    except ValidationError as error:
        return JsonResponse({"state": "told", "text": " ".join(error.messages)}, status=422)
    name = str(sent.get("name", ""))[:80]
    try:
        said = practise(
            version=version,
            user=request.user,
            name=name,
            value=as_given(sent.get("value")),
            earlier=marks_so_far(activity, scope),
        )
    except UnknownAnswer as unknown:
        text = _("There is no answer of this name. The names are: %(names)s.") % {
            "names": ", ".join(unknown.names)
        }
        return JsonResponse({"state": "told", "text": text})
    except PracticeRefused as refused:
        return JsonResponse(reply(name, {"code": refused.code}))
    told = reply(
        name,
        {
            "fraction": int(said.is_right),
            "code": said.code,
            "detail": said.detail,
            "feedback": said.feedback,
        },
    )
    if not said.is_right and said.left < FEW:
        told["feedback"].append(_left(said.left))
    return JsonResponse(told)


def reply(name: str, said: Said) -> dict:
    """What is said to a value of this name, in the reader's language; the tutor's words in theirs."""
    if said["code"] in REFUSED:
        return {"state": "told", "text": str(REFUSED[said["code"]]), "feedback": []}
    if said["fraction"]:
        return {"state": "right", "text": _("Right."), "feedback": list(said["feedback"])}
    text = {
        words.EMPTY: _("It has no value yet."),
        NOT_A_NUMBER: _("It is not one number. Take the single value out of the table or list."),
    }.get(said["code"]) or words.sentence(said["code"], said["detail"], name)
    return {"state": "wrong", "text": text or _("Not right yet."), "feedback": list(said["feedback"])}


def _left(number: int) -> str:
    return ngettext(
        "You can check %(left)d more value today.", "You can check %(left)d more values today.", number
    ) % {"left": number}
