"""Whole pages for readers without an account, as ``school.serving.anonymous_pages`` keeps them."""

from foundation.kept import Shelf

ANONYMOUS = Shelf("anonymous", where="anonymous", seconds=60)
