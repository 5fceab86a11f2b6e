"""What the directory reads: for each audience a card of each member and, for each value, the set of members that have it.

A hidden field is in no card and in no set, so nothing made from them (page, search, count, order) can tell it.
The measurements behind the sets are in docs/decisions/0016-the-directory-is-made-of-sets.md.
"""

import secrets
import zlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from network.models.members import Audience, Member


def pack(bits: int) -> bytes:
    """A set of members as bytes: bit n stands for the member with the key n."""
    return zlib.compress(bits.to_bytes((bits.bit_length() + 7) // 8, "little"), 1)


def unpack(data: bytes) -> int:
    """The set again."""
    return int.from_bytes(zlib.decompress(data), "little")


class MemberCard(models.Model):
    """Everything one audience may know of one member."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="cards")
    audience = models.CharField(max_length=10, choices=Audience.choices)
    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=150)
    sort_name = models.CharField(max_length=150)
    role = models.CharField(max_length=20)
    country = models.CharField(max_length=3, blank=True)
    office = models.CharField(max_length=255, blank=True)
    details = models.JSONField(default=dict)
    is_demonstration = models.BooleanField(default=False)
    #: The keys of the sets this card is in, so that a change touches only what differs.
    keys = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "audience"], name="card_once")]
        indexes = [
            models.Index(fields=["audience", "sort_name", "member"], name="card_by_name"),
            models.Index(fields=["audience", "country", "sort_name", "member"], name="card_by_country"),
        ]
        verbose_name = _("directory card")
        verbose_name_plural = _("directory cards")

    def __str__(self) -> str:
        return f"{self.name} ({self.audience})"


class MemberSet(models.Model):
    """The members that one audience may know to have one value: ``topic:remit``, ``word:census``, ``all``."""

    audience = models.CharField(max_length=10, choices=Audience.choices)
    key = models.CharField(max_length=80)
    is_word = models.BooleanField(default=False)
    bits = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audience", "key"], name="set_once")]
        indexes = [models.Index(fields=["audience", "is_word"], name="set_by_word")]
        verbose_name = _("directory set")
        verbose_name_plural = _("directory sets")

    def __str__(self) -> str:
        return f"{self.key} ({self.audience})"


def new_version() -> str:
    """A version never used before, so that no process mistakes old sets for new ones."""
    return secrets.token_hex(8)


class DirectoryState(models.Model):
    """The version of one audience's sets: each process keeps the sets it has read until this changes."""

    audience = models.CharField(max_length=10, choices=Audience.choices, primary_key=True)
    version = models.CharField(max_length=16, default=new_version)

    class Meta:
        verbose_name = _("state of the directory")
        verbose_name_plural = _("states of the directory")

    def __str__(self) -> str:
        return f"{self.audience}: {self.version}"
