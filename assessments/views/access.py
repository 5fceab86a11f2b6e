"""Who is asking, under which scope, and where to go back to."""

import json
from typing import overload
from uuid import UUID

from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments import rules
from assessments.spec.notebook import MAX_BYTES


@overload
def scope_of(request: HttpRequest, given: str | None) -> UUID: ...


@overload
def scope_of(request: HttpRequest, given: str | None, *, required: bool) -> UUID | None: ...


def scope_of(request: HttpRequest, given: str | None, *, required: bool = True) -> UUID | None:
    """The scope that is asked for, if it is this person's; 403 where it is not, 400 where it is nonsense."""
    if not given and not required:
        return None
    try:
        scope = UUID(str(given))
    except ValueError as error:
        raise BadRequest("The form is damaged: it names no enrolment.") from error
    if not rules.may_answer(scope, request.user):
        raise PermissionDenied
    return scope


def way_back(request: HttpRequest, given: str | None) -> str:
    """A path of our own site to return to; the home page where another was asked for."""
    if (
        given
        and given.startswith("/")
        and url_has_allowed_host_and_scheme(given, allowed_hosts={request.get_host()})
    ):
        return given.partition("#")[0]
    return resolve_url(f"/{get_language()}/")


def wants_fragment(request: HttpRequest) -> bool:
    """Whether a script asks, for the panel alone."""
    return request.headers.get("X-Requested-With") == "fetch"


def sent_json(request) -> dict:
    """The object in the body of a request."""
    if len(request.body) > MAX_BYTES + 10_000:
        raise ValidationError(
            _("The notebook is larger than 10 MB. Clear the outputs of its cells and save it again.")
        )
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise BadRequest("This is not JSON.") from error
    if not isinstance(sent, dict):
        raise BadRequest("This is not an object.")
    return sent


def number_in(given) -> int | None:
    """The number that an address names; ``None`` where it names none."""
    text = str(given)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def kernel_of(request: HttpRequest, offered) -> str:
    """The programming language that is asked for, if the exercise has it; else its first."""
    kernel = str(request.GET.get("kernel"))
    return kernel if kernel in offered else str(next(iter(offered)))
