"""An export of another system, how far it is taken, and what of it was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from feedback.rules.importing.case import DETAIL_LENGTH, NUMBER_LENGTH, PLACE_LENGTH, SPACE_LENGTH, Fault, Source
from feedback.rules.importing.states import AT_WORK, STEPS, State, Step
from feedback_site.kit import clock
from feedback_site.kit.tokens import new_token

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

FOLDER = "imports"
COUNTS = ("taken", "known", "refused", "remarked")


def import_place() -> str:
    """Return where an export is kept: nothing of its own name."""
    return f"{FOLDER}/{new_token()}"


class TicketImportQuerySet(models.QuerySet["TicketImport"]):
    """The vocabulary for sets of imports."""

    def at_work(self) -> Self:
        """Those that a worker goes on with; what the command reads from a path is its own affair."""
        return self.filter(state__in=[state.value for state in AT_WORK]).exclude(file="")


class TicketImport(models.Model):
    """`position` rows of the present reading are done, in one transaction with what became of them.

    `space` names the system that it comes from, where there are several of one kind: numbers are one's own
    within it. `mapping` and the columns' headings are for CSV alone.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, choices=[(source.value, source.value) for source in Source])
    space = models.CharField(max_length=SPACE_LENGTH, blank=True)
    zone = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    file = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    encoding = models.CharField(max_length=20, blank=True)
    delimiter = models.CharField(max_length=1, blank=True)
    headings = models.JSONField(default=list)
    samples = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=State.LOOKING.value)
    is_dry = models.BooleanField(default=True)
    position = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    taken = models.PositiveBigIntegerField(default=0)
    known = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)
    remarked = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)

    objects = TicketImportQuerySet.as_manager()

    class Meta:
        """States are known, the done ones have a time, counts add up; those at work are found by a small index."""

        constraints = [
            models.CheckConstraint(condition=Q(state__in=[state.value for state in State]), name="import_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.DONE.value, done_at__isnull=False)
                | (~Q(state=State.DONE.value) & Q(done_at=None)),
                name="import_done_has_time",
            ),
            models.CheckConstraint(
                condition=Q(position=models.F("taken") + models.F("known") + models.F("refused")),
                name="import_counts_add_up",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="import_at_work", condition=Q(state__in=[s.value for s in AT_WORK]))
        ]

    def __str__(self) -> str:
        """Show the file's name."""
        return self.name

    def may(self, step: Step) -> bool:
        """Whether it can be done now; what was stopped while it was only looked at is looked at no more."""
        is_there = bool(self.file) or step == Step.STOP
        is_looked_at = step != Step.START or self.total is not None
        return is_there and is_looked_at and (State(self.state), step) in STEPS

    @property
    def may_start(self) -> bool:
        """Whether taking can begin, or go on."""
        return self.may(Step.START)

    @property
    def takes_nothing(self) -> bool:
        """Whether it was looked at and no case of it would be taken."""
        return self.is_dry and not self.is_at_work and not self.taken

    @property
    def may_stop(self) -> bool:
        """Whether it can be stopped."""
        return self.may(Step.STOP)

    @property
    def may_look(self) -> bool:
        """Whether it can be looked at anew, with other columns."""
        return self.may(Step.LOOK)

    @property
    def is_at_work(self) -> bool:
        """Whether rows are left to read."""
        return State(self.state) in AT_WORK

    @property
    def event_subject(self) -> str:
        """The name under which its history stands in the event log."""
        return f"import:{self.pk}"

    @property
    def clock_zone(self) -> ZoneInfo:
        """The zone of times that name none."""
        return clock.zone(self.zone)


class ImportLine(models.Model):
    """A row that was not taken, or not as it stood: where, which case, and why."""

    run = models.ForeignKey(TicketImport, on_delete=models.CASCADE, related_name="lines", db_index=False)
    position = models.PositiveBigIntegerField()
    place = models.CharField(max_length=PLACE_LENGTH)
    number = models.CharField(max_length=NUMBER_LENGTH, blank=True)
    code = models.CharField(max_length=20)
    detail = models.CharField(max_length=DETAIL_LENGTH, blank=True)
    is_taken = models.BooleanField(default=False)

    class Meta:
        """A row is not taken for one reason; remarks on one that is are each made once."""

        constraints = [
            models.UniqueConstraint(fields=["run", "position", "code"], name="import_line_once"),
            models.CheckConstraint(
                condition=Q(is_taken=True) | Q(code__in=[fault.value for fault in Fault]), name="import_fault_known"
            ),
        ]
        indexes = [models.Index(fields=["run", "is_taken", "id"], name="import_lines_of")]

    def __str__(self) -> str:
        """Show where and why."""
        return f"{self.place}: {self.code}"
