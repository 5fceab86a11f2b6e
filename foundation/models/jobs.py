"""Who does the jobs: a row for each worker, kept fresh by it, so that the jobs of a dead one are taken up by another."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobWorker(models.Model):
    """A worker that is, or was, at work."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    #: The machine and its process space: only there can its process be looked for.
    host = models.CharField(max_length=160)
    pid = models.PositiveIntegerField()
    #: When the process began, as the system counts: a number that was given to another process since is told apart.
    began = models.CharField(max_length=40, blank=True)
    #: The names of its queues, with commas; * for all.
    queues = models.CharField(max_length=200, default="*")
    #: How much it keeps ready beside its work: sandboxes that have started ahead.
    ready = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")

    def __str__(self) -> str:
        return f"{self.worker_id} (process {self.pid})"

    @property
    def machine(self) -> str:
        """The name of its machine."""
        return self.host.partition(" ")[0]

    def works_for(self, queue: str) -> bool:
        """Whether it takes jobs of this queue."""
        return bool({queue, "*"} & set(self.queues.split(",")))
