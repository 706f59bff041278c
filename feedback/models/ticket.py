"""A case: what somebody said, and where the answer stands."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from accounts.models import Team
from feedback.models.contact import Contact
from feedback.models.words import MERGED, PRIORITY_WORDS, WORDS, choices, values
from feedback.rules.importing.case import FROM_ELSEWHERE
from feedback.rules.names import UNFINISHED, Channel, Priority, Reason, Status
from feedback.rules.refs import LENGTH
from feedback_site.kit import clock
from feedback_site.kit.access import permitted

if TYPE_CHECKING:
    from accounts.models import User

AFTER_ALL_WAITS = datetime(3000, 1, 1, tzinfo=UTC)
WAITS_FOR_NOBODY = (Status.WAITING, Status.RESOLVED, Status.CLOSED)


class TicketQuerySet(models.QuerySet["Ticket"]):
    """The vocabulary for sets of tickets."""

    def visible_to(self, user: Any) -> Self:
        """Those that the user may read: for now staff read all, others none."""
        return self if permitted(user, "ticket.read") else self.none()

    def unfinished(self) -> Self:
        """Neither resolved nor closed."""
        return self.filter(status__in=values(UNFINISHED))

    def waiting_for_us(self) -> Self:
        """Somebody is waiting for an answer; asked of the column that has an index."""
        return self.filter(queue_at__lt=AFTER_ALL_WAITS)

    def of(self, user: User) -> Self:
        """Assigned to the user."""
        return self.filter(assignee=user)

    def unassigned(self) -> Self:
        """Nobody's yet."""
        return self.filter(assignee=None)

    def awake(self) -> Self:
        """Not put aside."""
        return self.filter(snoozed_until=None)

    def asleep(self) -> Self:
        """Put aside for a time."""
        return self.filter(snoozed_until__isnull=False)

    def due_soon(self, at: datetime) -> Self:
        """A target is near: the policy's warning has come, the target not yet."""
        return self.unfinished().filter(warn_at__lte=at, target_at__gte=at, target_at__lt=AFTER_ALL_WAITS)

    def breached(self, at: datetime) -> Self:
        """A target has passed."""
        return self.unfinished().filter(target_at__lt=at)


class Ticket(models.Model):
    """One case; what repeats other rows is there so that the queue sorts.

    `wait_started_at` is the start of its open wait, `due_at` and `warn_at` its next target and the
    warning before it, `look_at` when its targets need a look, `held_at` since when it is on hold.
    """

    ref = models.CharField(max_length=LENGTH, unique=True)
    channel = models.CharField(max_length=10, choices=choices(Channel))
    subject = models.CharField(max_length=200)
    language = models.CharField(max_length=20)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="tickets")
    status = models.CharField(max_length=10, choices=choices(Status), default=Status.NEW.value)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="tickets")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="tickets", db_index=False)
    snoozed_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)
    last_message_at = models.DateTimeField(default=clock.now)
    wait_started_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=20, choices=choices(Reason), null=True)
    follows = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="followed_by")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged", db_index=False)
    origin_key = models.CharField(max_length=100, null=True)
    origin = models.JSONField(default=dict)
    score = models.SmallIntegerField(null=True)
    priority = models.PositiveSmallIntegerField(
        choices=PRIORITY_WORDS, default=Priority.NORMAL.value, db_default=Priority.NORMAL.value
    )
    held_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    warn_at = models.DateTimeField(null=True)
    look_at = models.DateTimeField(null=True)
    rules_seen = models.BigIntegerField(default=0, db_default=0)
    queue_at = models.GeneratedField(
        expression=Coalesce("wait_started_at", models.Value(AFTER_ALL_WAITS)),
        output_field=models.DateTimeField(),
        db_persist=True,
    )
    target_at = models.GeneratedField(
        expression=Coalesce("due_at", models.Value(AFTER_ALL_WAITS)),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    objects = TicketQuerySet.as_manager()

    class Meta:
        """Status and times agree; each view of the queue has its index."""

        constraints = [
            models.UniqueConstraint(fields=["origin_key"], name="ticket_origin_once"),
            models.CheckConstraint(condition=Q(status__in=values(Status)), name="ticket_status_known"),
            models.CheckConstraint(condition=Q(channel__in=values(Channel)), name="ticket_channel_known"),
            models.CheckConstraint(
                condition=Q(status=Status.RESOLVED.value, resolved_at__isnull=False)
                | (~Q(status=Status.RESOLVED.value) & Q(resolved_at=None, resolved_by=None)),
                name="ticket_resolved_has_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    status=Status.CLOSED.value,
                    closed_at__isnull=False,
                    close_reason__in=values(Reason),
                    close_reason__isnull=False,
                    merged_into=None,
                )
                | Q(
                    status=Status.CLOSED.value,
                    closed_at__isnull=False,
                    close_reason=None,
                    merged_into__isnull=False,
                )
                | (~Q(status=Status.CLOSED.value) & Q(closed_at=None, close_reason=None, merged_into=None)),
                name="ticket_closed_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.NEW.value, wait_started_at__isnull=False)
                | Q(status=Status.OPEN.value)
                | Q(status__in=values(WAITS_FOR_NOBODY), wait_started_at=None),
                name="ticket_wait_fits_status",
            ),
            models.CheckConstraint(condition=Q(priority__in=list(PRIORITY_WORDS)), name="ticket_priority_known"),
            models.CheckConstraint(
                condition=Q(status__in=values(UNFINISHED)) | Q(held_at=None, due_at=None, warn_at=None, look_at=None),
                name="ticket_finished_is_not_due",
            ),
            models.CheckConstraint(
                condition=Q(snoozed_until=None) | Q(status__in=values(UNFINISHED)),
                name="ticket_snoozed_is_unfinished",
            ),
        ]
        indexes = [
            models.Index(fields=["queue_at", "id"], name="ticket_by_wait", condition=Q(status__in=values(UNFINISHED))),
            models.Index(
                fields=["assignee", "queue_at", "id"],
                name="ticket_by_wait_of",
                condition=Q(status__in=values(UNFINISHED)),
            ),
            models.Index(
                fields=["queue_at", "id"],
                name="ticket_of_nobody",
                condition=Q(status__in=values(UNFINISHED), assignee=None, snoozed_until=None),
            ),
            models.Index(
                fields=["team", "queue_at", "id"],
                name="ticket_by_wait_of_team",
                condition=Q(status__in=values(UNFINISHED), team__isnull=False),
            ),
            models.Index(
                fields=["-created_at", "-id"],
                name="ticket_newest_open",
                condition=Q(status__in=values(UNFINISHED)),
            ),
            models.Index(
                fields=["target_at", "id"],
                name="ticket_by_target",
                condition=Q(status__in=values(UNFINISHED)),
            ),
            models.Index(
                fields=["priority", "queue_at", "id"],
                name="ticket_by_priority",
                condition=Q(status__in=values(UNFINISHED)),
            ),
            models.Index(fields=["look_at", "id"], name="ticket_to_look_at", condition=Q(look_at__isnull=False)),
            models.Index(
                fields=["rules_seen", "id"],
                name="ticket_by_rules_seen",
                condition=Q(status__in=values(UNFINISHED)),
            ),
            models.Index(
                fields=["snoozed_until", "id"],
                name="ticket_snoozed",
                condition=Q(snoozed_until__isnull=False),
            ),
            models.Index(
                fields=["-resolved_at", "-id"],
                name="ticket_resolved",
                condition=Q(status=Status.RESOLVED.value),
            ),
            models.Index(
                fields=["-closed_at", "-id"],
                name="ticket_closed",
                condition=Q(status=Status.CLOSED.value),
            ),
            models.Index(
                fields=["close_reason", "-closed_at", "-id"],
                name="ticket_closed_because",
                condition=Q(status=Status.CLOSED.value),
            ),
            models.Index(fields=["-created_at", "-id"], name="ticket_newest"),
            models.Index(fields=["merged_into"], name="ticket_merged", condition=Q(merged_into__isnull=False)),
        ]

    def __str__(self) -> str:
        """Show the case number."""
        return self.ref

    @property
    def status_word(self) -> Any:
        """The status in the reader's language."""
        return MERGED if self.merged_into_id else WORDS[Status(self.status)]

    @property
    def priority_key(self) -> str:
        """The priority as programs name it."""
        return Priority(self.priority).key

    @property
    def is_finished(self) -> bool:
        """Whether nobody works on it any more."""
        return self.status not in UNFINISHED

    @property
    def is_imported(self) -> bool:
        """Whether its past was brought over from another system."""
        return bool(self.origin_key and self.origin_key.startswith(FROM_ELSEWHERE))

    @property
    def event_subject(self) -> str:
        """The name under which its history stands in the event log."""
        return f"ticket:{self.pk}"
