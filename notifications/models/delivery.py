"""One mail to one person."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from feedback_site.kit import clock


class Nature(models.TextChoices):
    """Who speaks in a mail, which decides its headers and whether it counts as automatic."""

    AUTOMATIC = "automatic", _("Automatic")
    ANSWER = "answer", _("Automatic answer")
    PERSONAL = "personal", _("Written by a person")
    NOTICE = "notice", _("From one colleague to another")
    SECURITY = "security", _("About an account")


class Topic(models.TextChoices):
    """What a receiver may stop with one click."""

    DIGEST = "digest", _("Digests")
    FOLLOW_UP = "follow_up", _("Questions about how it went")
    SURVEY = "survey", _("Invitations to surveys")
    ASSIGNED = "case_assigned", _("Cases that are assigned to you")
    MESSAGE = "reporter_wrote", _("Messages in your cases")
    MENTION = "mention", _("Notes that call you")


OF_STAFF = (Topic.ASSIGNED, Topic.MESSAGE, Topic.MENTION)


class Reason(models.TextChoices):
    """Why a mail is where it is."""

    NO_SERVER = "no_server", _("No mail server is set")
    UNDELIVERABLE = "undeliverable", _("The address does not take mail")
    TOO_MANY = "too_many", _("Too many automatic mails to this address within an hour")
    UNSUBSCRIBED = "unsubscribed", _("The receiver has stopped such mails")
    REFUSED = "refused", _("The mail server refused it")
    UNWRITABLE = "unwritable", _("It cannot be written as a mail")
    GIVEN_UP = "given_up", _("Tried for days without success")
    CAME_BACK = "came_back", _("It came back")


class Delivery(models.Model):
    """A mail as a row: written first, sent later, kept for staff to read."""

    class State(models.TextChoices):
        """Where the mail stands."""

        QUEUED = "queued", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        BOUNCED = "bounced", _("Came back")
        FAILED = "failed", _("Not delivered")
        SUPPRESSED = "suppressed", _("Held back")
        KEPT = "kept", _("Kept here")

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=50)
    nature = models.CharField(
        max_length=10, choices=Nature, default=Nature.AUTOMATIC, db_default=Nature.AUTOMATIC.value
    )
    topic = models.CharField(max_length=50, blank=True, default="", db_default="")
    to = models.EmailField(max_length=254)
    address = models.GeneratedField(
        expression=Lower("to"), output_field=models.CharField(max_length=254), db_persist=True
    )
    domain = models.GeneratedField(
        expression=Lower(Func(F("to"), Value("@"), Value(-1), function="split_part")),
        output_field=models.CharField(max_length=254),
        db_persist=True,
    )
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    language = models.CharField(max_length=20)
    message_id = models.CharField(max_length=200, unique=True)
    thread = models.CharField(max_length=100, blank=True, default="", db_default="")
    in_reply_to = models.CharField(max_length=500, blank=True, default="", db_default="")
    references = models.TextField(blank=True, default="", db_default="")
    reply_to = models.CharField(max_length=320, blank=True, default="", db_default="")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    reason = models.CharField(max_length=20, choices=Reason, blank=True, default="", db_default="")
    attempts = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    try_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        """States, times and reasons agree; what is due is found by a small index."""

        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["sent", "bounced"], sent_at__isnull=False)
                | (~Q(state__in=["sent", "bounced"]) & Q(sent_at__isnull=True)),
                name="delivery_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state="sending", claimed_at__isnull=False)
                | (~Q(state="sending") & Q(claimed_at__isnull=True)),
                name="delivery_sending_is_claimed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["bounced", "failed", "suppressed"]) | ~Q(reason=""),
                name="delivery_tells_why",
            ),
        ]
        indexes = [
            models.Index(fields=["try_at", "id"], name="delivery_due", condition=Q(state="queued")),
            models.Index(fields=["claimed_at"], name="delivery_claimed", condition=Q(state="sending")),
            models.Index(fields=["-created_at", "-id"], name="delivery_newest"),
            models.Index(fields=["state", "-created_at", "-id"], name="delivery_by_state"),
            models.Index(fields=["kind", "-created_at", "-id"], name="delivery_by_kind"),
            models.Index(fields=["address", "-created_at", "-id"], name="delivery_by_address"),
            models.Index(fields=["domain", "tried_at"], name="delivery_by_domain", condition=Q(tried_at__isnull=False)),
            models.Index(fields=["thread", "id"], name="delivery_by_thread", condition=~Q(thread="")),
        ]

    def __str__(self) -> str:
        """Show kind and receiver."""
        return f"{self.kind} to {self.to}"
