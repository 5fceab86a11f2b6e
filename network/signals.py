"""What has happened in the network."""

from django.dispatch import Signal

#: A member was asked a question. Sent in its transaction with ``question_id``.
question_asked = Signal()
#: What one of the audiences may know has changed. Sent after commit; whoever keeps answers of the network forgets them.
directory_changed = Signal()
