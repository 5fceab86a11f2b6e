"""The body of a lesson: the blocks of every body, and the two that are answered and marked."""

from wagtail import blocks

from assessments.blocks import NotebookBlock, QuizBlock
from foundation.blocks import BODY_BLOCKS

#: Blocks that show each reader something else: their answers, their notebook.
ACTIVITY_BLOCKS = ("quiz", "notebook")


class LessonBody(blocks.StreamBlock):
    """What trainers write lessons with."""

    def __init__(self, local_blocks=None, **kwargs):
        offered = [(name, block()) for name, block in BODY_BLOCKS]
        offered += [("quiz", QuizBlock()), ("notebook", NotebookBlock())]
        super().__init__([*offered, *(local_blocks or [])], **kwargs)
