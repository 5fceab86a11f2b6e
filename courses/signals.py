"""What this room announces, in the past tense. Sent once the change is saved for good."""

from django.dispatch import Signal

#: ``user_id``, ``course_key``
trainee_enrolled = Signal()
#: ``user_id``, ``course_key``, ``scope``
course_completed = Signal()
