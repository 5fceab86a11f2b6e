"""What has happened in the network."""

from django.dispatch import Signal

#: A member asked to be listed. Sent after commit with ``member_id``.
listing_requested = Signal()
#: A member was accepted into the directory. Sent after commit with ``member_id``.
member_listed = Signal()
#: What one of the audiences may know has changed. Sent after commit; whoever keeps answers of the network forgets them.
directory_changed = Signal()
