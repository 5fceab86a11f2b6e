"""The personal data of the account itself and of the editors' side: rows of libraries that cannot state them themselves."""

from collections.abc import Callable, Iterable
from datetime import date

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.utils.translation import gettext_lazy as _

from foundation.privacy import PersonalData, nothing_to_export, register

WITH_THE_ACCOUNT = _("As long as the account; deleted with it.")
WITHOUT_THE_NAME = _(
    "As long as the text it belongs to; your name is taken off it when the account is deleted."
)
EDITORS = _("You, editors and administrators.")


def rows(model: str, by: str, *fields: str) -> Callable[..., Iterable[dict]]:
    """An export: these fields of the rows that a person's foreign key ``by`` leads to."""

    def export(user) -> Iterable[dict]:
        for values in apps.get_model(model)._default_manager.filter(**{by: user}).values(*fields):
            yield {name: plain(value) for name, value in values.items()}

    return export


def plain(value):
    """A value that JSON can say: numbers, text and nothing stay; a date becomes its ISO text."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def deleting(model: str, by: str = "user") -> Callable[..., int]:
    """An erasure: the rows go."""
    return lambda user: apps.get_model(model)._default_manager.filter(**{by: user}).delete()[0]


def unnaming(model: str, *columns: str) -> Callable[..., int]:
    """An erasure: the rows stay, the person is taken off them."""

    def erase(user) -> int:
        manager = apps.get_model(model)._default_manager
        return sum(manager.filter(**{column: user}).update(**{column: None}) for column in columns)

    return erase


def erase_sessions(user) -> int:
    """End every session of the person: the row that lists it and the session itself."""
    sessions = apps.get_model("usersessions.UserSession").objects.filter(user=user)
    for key in sessions.values_list("session_key", flat=True):
        SessionStore(key).delete()
    return sessions.delete()[0]


def erase_log(model: str) -> Callable[..., int]:
    """Take the person off the log: as the one who acted, and as the one whose account was changed."""

    def erase(user) -> int:
        entries = apps.get_model(model).objects
        touched = entries.filter(user=user).update(user=None)
        if model == "wagtailcore.ModelLogEntry":
            about = entries.filter(
                content_type=ContentType.objects.get_for_model(user), object_id=str(user.pk)
            )
            touched += about.update(label="", data={})
        return touched

    return erase


def _account() -> None:
    register(
        PersonalData(
            model="accounts.User",
            covers=("accounts.User_groups", "accounts.User_user_permissions"),
            holds=_(
                "Your e-mail address, name, language, time zone, roles, and when you joined and last signed in."
            ),
            why=_("To let you sign in, and to address you in your language and at your time."),
            seen_by=_("You and administrators. Others see your name only where you put it yourself."),
            keeps=WITH_THE_ACCOUNT,
            export=lambda user: [
                {
                    **{name: getattr(user, name) for name in ("email", "first_name", "last_name")},
                    **{name: getattr(user, name) for name in ("language", "time_zone")},
                    "date_joined": plain(user.date_joined),
                    "last_login": plain(user.last_login),
                    "roles": list(user.groups.values_list("name", flat=True)),
                }
            ],
            erase=lambda user: user.delete()[0],
        )
    )
    register(
        PersonalData(
            model="account.EmailAddress",
            covers=("account.EmailConfirmation",),
            holds=_("Your e-mail addresses and whether each is confirmed."),
            why=_("To send you codes and messages at an address that is yours."),
            seen_by=_("You and administrators."),
            keeps=WITH_THE_ACCOUNT,
            export=rows("account.EmailAddress", "user", "email", "verified", "primary"),
            erase=deleting("account.EmailAddress"),
        )
    )
    register(
        PersonalData(
            model="accounts.DeletionRequest",
            holds=_("That you asked to have your account deleted, and the day on which it goes."),
            why=_("To do it on that day, unless you take it back."),
            seen_by=_("You and administrators."),
            keeps=_("Until that day, or until you take it back."),
            export=rows("accounts.DeletionRequest", "user", "asked_at", "due_at"),
            erase=deleting("accounts.DeletionRequest"),
        )
    )
    register(
        PersonalData(
            model="mfa.Authenticator",
            holds=_("Your authenticator app, passkeys and recovery codes, encoded."),
            why=_("To check that it is you who signs in."),
            seen_by=_("Nobody: only which kinds you use, and since when, is shown, and only to you."),
            keeps=WITH_THE_ACCOUNT,
            export=rows("mfa.Authenticator", "user", "type", "created_at", "last_used_at"),
            erase=deleting("mfa.Authenticator"),
        )
    )
    register(
        PersonalData(
            model="usersessions.UserSession",
            holds=_("The devices you are signed in on: browser, network address, first and last use."),
            why=_("So that you can see a device that is not yours, and sign it out."),
            seen_by=_("Only you."),
            keeps=_("Until you sign out there, or the session ends by itself."),
            export=rows("usersessions.UserSession", "user", "ip", "user_agent", "created_at", "last_seen_at"),
            erase=erase_sessions,
        )
    )


def _authorship() -> None:
    why = _("To know who wrote and who approved a text.")
    for model, by, fields, holds in (
        (
            "wagtailcore.Page",
            ("owner", "locked_by"),
            ("title", "first_published_at"),
            _("The pages you made."),
        ),
        ("wagtailcore.Revision", ("user",), ("object_str", "created_at"), _("The drafts you saved.")),
        (
            "wagtailcore.WorkflowState",
            ("requested_by",),
            ("status", "created_at"),
            _("What you sent for review."),
        ),
        (
            "wagtailcore.TaskState",
            ("finished_by",),
            ("status", "comment", "finished_at"),
            _("What you reviewed."),
        ),
        ("wagtailcore.UploadedFile", ("uploaded_by_user",), ("file",), _("Files you began to upload.")),
        ("wagtaildocs.Document", ("uploaded_by_user",), ("title", "created_at"), _("Documents you added.")),
        ("wagtailimages.Image", ("uploaded_by_user",), ("title", "created_at"), _("Pictures you added.")),
        (
            "wagtail_localize.StringTranslation",
            ("last_translated_by",),
            ("data", "updated_at"),
            _("Sentences you translated."),
        ),
        (
            "wagtail_localize.SegmentOverride",
            ("last_translated_by",),
            ("updated_at",),
            _("Pictures and links you chose for a translation."),
        ),
    ):
        register(
            PersonalData(
                model=model,
                holds=holds,
                why=why,
                seen_by=EDITORS,
                keeps=WITHOUT_THE_NAME,
                export=rows(model, by[0], *fields),
                erase=unnaming(model, *by),
            )
        )
    for model in ("wagtailcore.PageLogEntry", "wagtailcore.ModelLogEntry"):
        register(
            PersonalData(
                model=model,
                holds=_(
                    "What you changed on the editors’ side, and when; changes made to your account there."
                ),
                why=why,
                seen_by=EDITORS,
                keeps=WITHOUT_THE_NAME,
                export=rows(model, "user", "label", "action", "timestamp"),
                erase=erase_log(model),
            )
        )


def _editors_side() -> None:
    why = _("To let editors work together on the same page.")
    for model, fields, holds in (
        ("wagtailcore.Comment", ("text", "created_at"), _("Your comments on drafts.")),
        ("wagtailcore.CommentReply", ("text", "created_at"), _("Your answers to comments on drafts.")),
        ("wagtailcore.PageSubscription", ("page__title",), _("The pages whose comments you follow.")),
        (
            "wagtailcore.APIToken",
            ("name", "created", "last_used_at"),
            _("Keys you made for programs, encoded."),
        ),
        (
            "wagtailusers.UserProfile",
            ("preferred_language", "current_time_zone", "theme", "density"),
            _("How you set up the editors’ side."),
        ),
        (
            "wagtailadmin.FormState",
            ("last_updated_at",),
            _("Texts you have not saved yet on the editors’ side."),
        ),
    ):
        register(
            PersonalData(
                model=model,
                holds=holds,
                why=why,
                seen_by=EDITORS,
                keeps=WITH_THE_ACCOUNT,
                export=rows(model, "user", *fields),
                erase=deleting(model),
            )
        )
    register(
        PersonalData(
            model="wagtailadmin.EditingSession",
            holds=_("Which page you have open on the editors’ side at this moment."),
            why=why,
            seen_by=EDITORS,
            keeps=_("Minutes."),
            export=nothing_to_export,
            erase=deleting("wagtailadmin.EditingSession"),
        )
    )


_account()
_authorship()
_editors_side()
