from network.actions.directory import forget_cards, rebuild_directory, refresh_cards
from network.actions.members import (
    Decision,
    NothingToList,
    accept_listing,
    ask_to_be_listed,
    coordinate,
    delete_profile,
    give_role,
    leave_directory,
    write_profile,
)
from network.actions.publishing import make_findable
from network.actions.questions import NotAsked, ask

__all__ = [
    "Decision",
    "NotAsked",
    "NothingToList",
    "accept_listing",
    "ask",
    "ask_to_be_listed",
    "coordinate",
    "delete_profile",
    "forget_cards",
    "give_role",
    "leave_directory",
    "make_findable",
    "rebuild_directory",
    "refresh_cards",
    "write_profile",
]
