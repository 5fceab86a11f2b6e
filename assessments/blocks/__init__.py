"""The blocks of this room. The first two put an activity into any body of text."""

from assessments.blocks.activities import NotebookBlock, QuizBlock

__all__ = ["NotebookBlock", "QuizBlock"]
