from network.models.directory import DirectoryState, MemberCard, MemberSet
from network.models.members import (
    SHARED_FIELDS,
    WORKING_LANGUAGES,
    Audience,
    Member,
    Office,
    Role,
    Visibility,
)
from network.models.practices import PracticeIndexPage, PracticeMaterial, PracticePage
from network.models.questions import Question

__all__ = [
    "SHARED_FIELDS",
    "WORKING_LANGUAGES",
    "Audience",
    "DirectoryState",
    "Member",
    "MemberCard",
    "MemberSet",
    "Office",
    "PracticeIndexPage",
    "PracticeMaterial",
    "PracticePage",
    "Question",
    "Role",
    "Visibility",
]
