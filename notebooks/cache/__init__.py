"""What was fetched and what was built, kept outside the project's folder, by content: every clone on a machine shares it.

`place` says where it is, `store` keeps files, `entries` keeps whole folders, `age` takes away what nobody has used for long.
Nothing here imports more than Python's own library: `launch` uses it before any package is installed.
`docs/decisions/0025-one-cache-for-all-clones.md` says why it is made so.
"""

from .entries import Entries
from .place import folder
from .store import Store

__all__ = ["Entries", "Store", "folder"]
