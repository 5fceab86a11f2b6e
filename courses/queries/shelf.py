"""What this room keeps of its published pages: outlines, bodies, and the rendered parts that many readers share."""

from foundation.kept import Shelf

PUBLISHED = Shelf("courses")
