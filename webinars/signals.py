"""What happened in this room, for the floors above."""

from django.dispatch import Signal

#: Someone signed up: ``registration``.
signed_up = Signal()
#: The time of a webinar changed, or it was cancelled: ``schedule``.
schedule_changed = Signal()
