"""The field that holds a body of blocks."""

from wagtail.fields import StreamField


class BodyField(StreamField):
    """A StreamField that leaves its block definitions out of migrations: blocks change often, the column never."""

    def deconstruct(self):
        name, _path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, "foundation.blocks.fields.BodyField", [[]], kwargs
