"""The field that holds a body of blocks."""

from wagtail.blocks import BlockField
from wagtail.fields import StreamField

from foundation.blocks.drafts import LOOKING


class BodyFormField(BlockField):
    """One body is looked at at a time: what a draft may lack is switched on the block definitions, which all threads share."""

    def clean(self, value):
        with LOOKING:
            return super().clean(value)


class BodyField(StreamField):
    """A StreamField that leaves its block definitions out of migrations: blocks change often, the column never."""

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": BodyFormField, **kwargs})

    def deconstruct(self):
        name, _path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, "foundation.blocks.fields.BodyField", [[]], kwargs
