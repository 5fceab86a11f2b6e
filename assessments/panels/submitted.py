"""Opening a notebook that somebody handed in: on the laboratory's origin, by an address that is good for minutes.

A notebook is a stranger's work. It is never shown on the site's own origin, where a mistake of ours would let it act as the trainer
who reads it. The laboratory's origin has no session: who may open what is decided by the site, written into a signed address,
and asked again when the address is opened.
"""

from uuid import uuid4

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import TextField
from django.db.models.functions import Cast
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext, override

from assessments.models import Attempt, SubmittedNotebook
from assessments.panels.cells import NotebookShown, shown
from assessments.queries.submissions import submission

SALT = "assessments.opening"
MAX_AGE = 300  # seconds
#: The laboratory's service worker leaves alone what has /api/ in its address: nothing of it comes into its stores.
PREFIX = "/api/submissions/"


class Refused(PermissionError):
    """The address is not good (any more), or not for this person (any more)."""

    def __init__(self, language: str = "en"):
        super().__init__("This address is not valid.")
        self.language = language


def address(attempt: Attempt, user) -> str:
    """The address at which this person may read this notebook for the next minutes."""
    signed = signing.dumps(
        {"attempt": attempt.pk, "user": user.pk, "language": get_language(), "once": uuid4().hex[:8]},
        salt=SALT,
    )
    return f"{settings.LAB_ORIGIN}{PREFIX}{signed}/"


def page(path: str) -> str:
    """The page of a notebook, for the address that :func:`address` gave; ``Refused`` otherwise."""
    signed = path.removeprefix(PREFIX).removesuffix("/")
    try:
        named = signing.loads(signed, salt=SALT, max_age=MAX_AGE)
    except signing.SignatureExpired as error:
        raise Refused(signing.loads(signed, salt=SALT)["language"]) from error
    except signing.BadSignature as error:
        raise Refused from error
    user = get_user_model().objects.filter(pk=named["user"], is_active=True).first()
    if user is None:
        raise Refused(named["language"])
    try:
        attempt = submission(user, named["attempt"])
    except PermissionDenied as error:
        raise Refused(named["language"]) from error
    with override(named["language"]):
        context = {"notebook": _shown(attempt), "language": named["language"]}
        return render_to_string("assessments/notebook_page.html", context)


def refusal(language: str) -> str:
    """What is said at an address that is not good (any more)."""
    with override(language):
        text = gettext(
            "This address is not valid any more. Load the page again on which the notebook was shown."
        )
        return render_to_string(
            "assessments/notebook_page.html", {"refusal": text, "language": language, "notebook": None}
        )


def _shown(attempt: Attempt) -> NotebookShown:
    try:
        return shown(attempt.notebook.content)
    except (SubmittedNotebook.DoesNotExist, ValueError, RecursionError):
        return NotebookShown([], is_readable=False)


def notebook_file(attempt: Attempt) -> str:
    """The notebook as it is kept, as text: it is not read, however deep or odd it may be. ``DoesNotExist`` where there is none."""
    rows = SubmittedNotebook.objects.annotate(as_text=Cast("content", TextField()))
    return rows.values_list("as_text", flat=True).get(pk=attempt.pk)
