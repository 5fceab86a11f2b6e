"""The search engine of the school: rooms say what can be found, one analyser serves five languages.

A room registers a source (``register``), which yields all its entries for a rebuild, and calls ``replace`` whenever one
of its things changes. ``find`` asks the engine; the caller names the audiences the reader belongs to.
"""

from foundation.search.engine import (
    Entry,
    Hit,
    Results,
    find,
    rebuild,
    rebuilt_afterwards,
    register,
    remove,
    replace,
)

__all__ = [
    "Entry",
    "Hit",
    "Results",
    "find",
    "rebuild",
    "rebuilt_afterwards",
    "register",
    "remove",
    "replace",
]
