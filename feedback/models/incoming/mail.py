"""A mail that came in: its bytes as they were, and what became of it."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from feedback.models.incoming.reasons import MACHINE_WORDS, PROVIDERS_REPORT, reason_word
from feedback.models.message import Message
from feedback.models.ticket import Ticket
from feedback.models.words import values
from feedback.rules.mail.fates import Fate, Way
from feedback.rules.mail.intake.reasons import Reason
from feedback_site.kit import clock
from feedback_site.kit.access import permitted

HASH_LENGTH = 64
STAFF_ANSWER = "staff_answer"
OF_NO_REPORTER = (STAFF_ANSWER, PROVIDERS_REPORT)
UNDECIDED = (Fate.HELD, Fate.FLOOD, Fate.UNREADABLE)
FATE_WORDS: dict[Fate, Any] = {
    Fate.RECEIVED: pgettext_lazy("mail", "To be read"),
    Fate.TAKEN: pgettext_lazy("mail", "Taken in"),
    Fate.HELD: pgettext_lazy("mail", "Held"),
    Fate.FLOOD: pgettext_lazy("mail", "Held, too many at once"),
    Fate.MACHINE: pgettext_lazy("mail", "By a machine"),
    Fate.UNREADABLE: pgettext_lazy("mail", "Could not be read"),
    Fate.DISCARDED: pgettext_lazy("mail", "Put away"),
    Fate.DOUBLE: pgettext_lazy("mail", "Came before"),
}
WAY_WORDS: dict[Way, Any] = {
    Way.IMAP: _("Mailbox"),
    Way.SOCKET: _("Mail server"),
    Way.PIPE: _("Pipe"),
    Way.WEBHOOK: _("Provider"),
}


def states() -> list[tuple[str, Any]]:
    """Return the states with their words; the API's schema names them by this."""
    return [(fate.value, word) for fate, word in FATE_WORDS.items()]


class IncomingMailQuerySet(models.QuerySet["IncomingMail"]):
    """The vocabulary for sets of mails."""

    def visible_to(self, user: Any) -> Self:
        """Those that the user may read: for now staff read all, others none."""
        return self if permitted(user, "incoming.read") else self.none()

    def in_state(self, *fates: Fate) -> Self:
        """Those of which this became."""
        return self.filter(state__in=values(fates))


class IncomingMail(models.Model):
    """One mail, by however many ways it came.

    `sha256` is that of its bytes, which are kept before anything is read. `identity` is set once it was read and
    is its alone; the same mail with other trace lines points with `double_of` to the one that was first. Of a
    mail that became a message `folded` holds what is shown on demand: quotations, signature, an overlong rest.
    `reason` is the site's own, a code with details; `why` is what a person wrote who put the mail away, and the
    English text of mails that were read before there were codes. `opened_case` says that it opened a case by itself,
    by nobody's decision: only those count for how many one sender may open.
    """

    sha256 = models.CharField(max_length=HASH_LENGTH, unique=True)
    size = models.PositiveBigIntegerField()
    state = models.CharField(
        max_length=12, choices=[(f.value, w) for f, w in FATE_WORDS.items()], default=Fate.RECEIVED.value
    )
    why = models.CharField(max_length=300, blank=True)
    reason_code = models.CharField(max_length=30, blank=True, default="", db_default="")
    reason_details = models.JSONField(default=dict, db_default={})
    kind = models.CharField(max_length=20, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    identity = models.CharField(max_length=HASH_LENGTH, null=True, unique=True)
    double_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="doubles")
    identifier = models.CharField(max_length=300, blank=True)
    sender = models.CharField(max_length=320, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)
    ticket = models.ForeignKey(Ticket, on_delete=models.SET_NULL, null=True, related_name="mails")
    message = models.OneToOneField(Message, on_delete=models.SET_NULL, null=True, related_name="mail")
    is_strangers = models.BooleanField(default=False)
    opened_case = models.BooleanField(default=False, db_default=False)
    suggestions = models.JSONField(default=list)
    folded = models.TextField(blank=True)
    left_out = models.JSONField(default=list)
    received_at = models.DateTimeField(default=clock.now)
    judged_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = IncomingMailQuerySet.as_manager()

    class Meta:
        """What is to be done is found by small indexes."""

        constraints = [
            models.CheckConstraint(condition=Q(state__in=values(Fate)), name="incoming_mail_state_known"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None) | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="incoming_mail_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(reason_code="") | Q(reason_details={}), name="incoming_mail_details_have_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="incoming_mail_to_read", condition=Q(state="received")),
            models.Index(fields=["state", "-id"], name="incoming_mail_by_state"),
            models.Index(fields=["sender"], name="incoming_mail_by_sender"),
            models.Index(fields=["sender", "id"], name="incoming_mail_floods", condition=Q(state="flood")),
            models.Index(
                fields=["sender", "received_at"], name="incoming_mail_openings", condition=Q(opened_case=True)
            ),
        ]

    def __str__(self) -> str:
        """Show the subject, or the number of a mail without one."""
        return self.subject or f"#{self.pk}"

    @property
    def state_word(self) -> Any:
        """The state in the reader's language."""
        return FATE_WORDS[Fate(self.state)]

    @property
    def reason(self) -> Reason | None:
        """Why the site did with it what it did."""
        return Reason.kept(self.reason_code, self.reason_details)

    @reason.setter
    def reason(self, reason: Reason | None) -> None:
        self.reason_code = reason.code.value if reason else ""
        self.reason_details = dict(reason.details) if reason else {}

    @property
    def reason_word(self) -> str:
        """The site's reason in the reader's language."""
        return reason_word(self.reason) if self.reason else ""

    @property
    def kind_word(self) -> Any:
        """What kind of machine wrote it, in the reader's language; "" for people's mail."""
        return MACHINE_WORDS.get(self.kind, "")

    @property
    def why_word(self) -> str:
        """Why it lies where it lies: a person's own words, else the site's reason with what it quotes."""
        if self.why or self.reason is None:
            return self.why
        return f"{self.reason_word} {self.reason.evidence}".strip()

    @property
    def is_why_english(self) -> bool:
        """Whether `why` is a text of before there were codes, and not the words of who put the mail away."""
        return bool(self.why) and not (self.state == Fate.DISCARDED and self.decided_at)

    @property
    def writer(self) -> str:
        """Who says to have written it."""
        return f"{self.sender_name} <{self.sender}>" if self.sender_name else self.sender

    @property
    def strange_writer(self) -> str:
        """Who wrote it, where that is not the reporter of the case in which it stands."""
        return self.writer if self.is_strangers else ""

    @property
    def is_held(self) -> bool:
        """Whether staff have to decide whether it belongs to its ticket."""
        return self.state == Fate.HELD

    @property
    def is_flood(self) -> bool:
        """Whether it is held because its sender opened too many cases at once."""
        return self.state == Fate.FLOOD

    @property
    def is_staff_answer(self) -> bool:
        """Whether it came to the personal address of somebody of the staff."""
        return self.kind == STAFF_ANSWER

    @property
    def is_unreadable(self) -> bool:
        """Whether it can be tried again."""
        return self.state == Fate.UNREADABLE


class RawMail(models.Model):
    """The bytes of a mail; apart, so that no list loads them."""

    mail = models.OneToOneField(IncomingMail, on_delete=models.CASCADE, primary_key=True, related_name="raw")
    content = models.BinaryField()

    def __str__(self) -> str:
        """Show whose bytes they are."""
        return f"bytes of #{self.mail_id}"
