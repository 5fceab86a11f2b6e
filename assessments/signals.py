"""What the examination office announces."""

from django.dispatch import Signal

#: An attempt was marked; sent on commit, once for each attempt.
#: ``scope``, ``activity_key`` (UUID), ``user_id``, ``score``, ``max_score``, ``is_passed``.
attempt_graded = Signal()

#: An activity asks something new; sent inside the transaction that keeps its version.
activity_published = Signal()

#: A notebook was handed in; sent inside the transaction that keeps it, so that the job of marking it is written with it.
#: ``attempt_id``.
notebook_received = Signal()

#: A trial was asked for; sent inside the transaction that keeps it. ``trial_id``.
trial_asked = Signal()
