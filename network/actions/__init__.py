from network.actions.directory import forget_cards, rebuild_directory, refresh_cards
from network.actions.members import (
    NothingToList,
    accept_listing,
    ask_to_be_listed,
    delete_profile,
    give_role,
    leave_directory,
    write_profile,
)

__all__ = [
    "NothingToList",
    "accept_listing",
    "ask_to_be_listed",
    "delete_profile",
    "forget_cards",
    "give_role",
    "leave_directory",
    "rebuild_directory",
    "refresh_cards",
    "write_profile",
]
