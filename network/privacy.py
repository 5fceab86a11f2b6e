"""What the network holds of a person."""

from django.utils.translation import gettext_lazy as _

from foundation.privacy import PersonalData, nothing_to_erase, nothing_to_export, register
from network.actions import delete_profile
from network.models import SHARED_FIELDS, Member, Question


def export_profile(user):
    """The person's profile with the choice made for each field."""
    for member in Member.objects.filter(user=user).select_related("country", "office"):
        yield {
            "name": member.name,
            "role": member.role,
            "role_since": member.role_since.isoformat() if member.role_since else None,
            "role_until": member.role_until.isoformat() if member.role_until else None,
            "country": member.country.iso3 if member.country else None,
            "office": member.office_name,
            "languages": member.languages,
            "topics": [term.code for term in member.topics.all()],
            "sources": [term.code for term in member.sources.all()],
            "ask_me_about": member.ask_me_about,
            "looking_for": member.looking_for,
            "can_answer": member.can_answer,
            "can_host": member.can_host,
            "who_finds_the_profile": member.show_profile,
            "who_sees": {name: getattr(member, column) for name, column in SHARED_FIELDS.items()},
            "is_listed": member.is_listed,
            "asked_to_be_listed": member.listing_requested_at.isoformat()
            if member.listing_requested_at
            else None,
            "created": member.created_at.isoformat(),
        }


def erase_profile(user) -> int:
    """Delete the profile, its cards and every trace in the sets and the search."""
    member = Member.objects.filter(user=user).first()
    if member is None:
        return 0
    delete_profile(member)
    return 1


register(
    PersonalData(
        model="network.Member",
        covers=("network.Member_topics", "network.Member_sources"),
        holds=_("Your profile in the network: what you wrote there, your role, and who may see each field."),
        why=_("So that colleagues in other offices can find you and ask you."),
        seen_by=_(
            "Those you chose, field by field. Coordinators see your name, country and office, to accept your "
            "request to be listed."
        ),
        keeps=_("Until you delete the profile or the account."),
        export=export_profile,
        erase=erase_profile,
    )
)
register(
    PersonalData(
        model="network.MemberCard",
        holds=_(
            "A copy of the fields you share, one for each group of readers, from which the directory is made."
        ),
        why=_("So that no list, search or count can show a field that you hide."),
        seen_by=_("The group of readers it was made for."),
        keeps=_("As long as you are listed; deleted with the profile."),
        export=nothing_to_export,
        erase=nothing_to_erase,
    )
)
register(
    PersonalData(
        model="network.Question",
        holds=_("That you asked a member a question, and when. The text only until it is sent."),
        why=_("To send the question, and to stop unwanted mail."),
        seen_by=_("The member you asked, by e-mail, with your name and address."),
        keeps=_("As long as both accounts; deleted with either."),
        export=lambda user: [
            {"asked": question.member.name, "at": question.asked_at.isoformat(), "text": question.text}
            for question in Question.objects.filter(sender=user).select_related("member")
        ],
        erase=lambda user: Question.objects.filter(sender=user).delete()[0],
    )
)
