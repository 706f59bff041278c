"""What the API shows and what it takes."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import User
from feedback.models import Contact, FollowUp, Message, Ticket, Wait
from feedback.models.words import reasons
from feedback.queries.fields.on_ticket import fields_on
from feedback.queries.private_links import claim_url
from feedback.rules.names import MAX_BODY, Priority
from feedback_site.kit.api import shapes

checked = shapes.checked


class PersonShape(serializers.ModelSerializer[User]):
    """Somebody of the staff."""

    class Meta:
        """Id and name."""

        model = User
        fields = ["id", "name"]


class ContactShape(serializers.ModelSerializer[Contact]):
    """Somebody who spoke up."""

    class Meta:
        """How to call and reach them."""

        model = Contact
        fields = ["name", "email", "language", "timezone"]


class MessageShape(serializers.ModelSerializer[Message]):
    """One thing said; notes are for staff only."""

    author = PersonShape(allow_null=True)

    class Meta:
        """All but the form's number."""

        model = Message
        fields = ["id", "kind", "author", "author_name", "body", "created_at"]


class WaitShape(serializers.ModelSerializer[Wait]):
    """One wait for an answer."""

    class Meta:
        """From when to when, and how it ended."""

        model = Wait
        fields = ["number", "started_at", "ended_at", "outcome", "reason", "business", "due_at", "late_at"]


class FollowUpShape(serializers.ModelSerializer[FollowUp]):
    """How it went, in the customer's eyes."""

    class Meta:
        """The answer and its times."""

        model = FollowUp
        fields = ["created_at", "expires_at", "answered_at", "score", "comment"]


class AnswerShape(serializers.Serializer[Any]):
    """An answer that led to the ticket."""

    question = serializers.CharField()
    answer = serializers.CharField()


class ImportedShape(serializers.Serializer[Any]):
    """The system that the ticket was brought over from, and its number there."""

    source = serializers.CharField()  # type: ignore[assignment]  # a field of this name
    space = serializers.CharField()
    number = serializers.CharField()


class OriginShape(serializers.Serializer[Any]):
    """Where the ticket came from."""

    survey = serializers.CharField(required=False)
    answers = AnswerShape(many=True, required=False)
    imported = ImportedShape(required=False)


class TicketShape(serializers.ModelSerializer[Ticket]):
    """A line of the queue."""

    contact = ContactShape(allow_null=True)
    assignee = PersonShape(allow_null=True)
    priority = serializers.ChoiceField(
        source="priority_key", choices=[priority.key for priority in Priority], read_only=True
    )

    class Meta:
        """What the queue shows."""

        model = Ticket
        fields = [
            "ref",
            "subject",
            "status",
            "channel",
            "language",
            "score",
            "contact",
            "assignee",
            "created_at",
            "last_message_at",
            "wait_started_at",
            "priority",
            "due_at",
            "held_at",
            "resolved_at",
            "closed_at",
            "close_reason",
        ]


class WholeTicketShape(TicketShape):
    """A ticket with everything said about it."""

    origin = OriginShape()
    merged_into = serializers.SlugRelatedField[Ticket](slug_field="ref", read_only=True, allow_null=True)
    messages = serializers.SerializerMethodField()
    waits = serializers.SerializerMethodField()
    follow_ups = serializers.SerializerMethodField()
    fields_held = serializers.SerializerMethodField()

    class Meta(TicketShape.Meta):
        """The line of the queue and the thread."""

        fields = [*TicketShape.Meta.fields, "origin", "merged_into", "messages", "waits", "follow_ups", "fields_held"]

    @extend_schema_field(MessageShape(many=True))
    def get_messages(self, ticket: Ticket) -> Any:
        """Return the thread, notes included."""
        rows = ticket.messages.select_related("author").order_by("id")
        return MessageShape(rows, many=True).data

    @extend_schema_field(WaitShape(many=True))
    def get_waits(self, ticket: Ticket) -> Any:
        """Return the waits in order."""
        return WaitShape(ticket.waits.order_by("number"), many=True).data

    @extend_schema_field(serializers.DictField(child=serializers.CharField()))
    def get_fields_held(self, ticket: Ticket) -> dict[str, str]:
        """Return what the house's own fields hold, by their names."""
        return {line.field.name: line.value for line in fields_on(ticket) if line.value}

    @extend_schema_field(FollowUpShape(many=True))
    def get_follow_ups(self, ticket: Ticket) -> Any:
        """Return the follow-ups in order."""
        return FollowUpShape(ticket.follow_ups.order_by("id"), many=True).data


class TicketPageShape(serializers.Serializer[Any]):
    """A page of the queue; the cursors lead to its neighbours."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = TicketShape(many=True)


class OpeningShape(serializers.Serializer[Any]):
    """What somebody said elsewhere; `key` makes a repeated call open one ticket only."""

    body = serializers.CharField(max_length=MAX_BODY)
    language = serializers.CharField(max_length=20, default="")
    name = serializers.CharField(max_length=100, default="", allow_blank=True)
    email = serializers.EmailField(max_length=254, default="", allow_blank=True)
    key = serializers.CharField(max_length=60, required=False)


class OpenedShape(TicketShape):
    """The new ticket with the reporter's private link."""

    link = serializers.SerializerMethodField()

    class Meta(TicketShape.Meta):
        """The line of the queue and the link."""

        fields = [*TicketShape.Meta.fields, "link"]

    def get_link(self, ticket: Ticket) -> str:
        """Return the private link."""
        return claim_url(ticket)


class NoteShape(serializers.Serializer[Any]):
    """A note; a repeated `submission_id` writes nothing twice."""

    body = serializers.CharField(max_length=MAX_BODY)
    submission_id = serializers.UUIDField(required=False)


class ReplyShape(NoteShape):
    """A reply; with `seen_id`, the last message seen, it is refused when a newer one arrived.

    `macro` is the ready answer whose deeds are done with it.
    """

    seen_id = serializers.IntegerField(min_value=0, max_value=2**62, required=False)
    then_resolve = serializers.BooleanField(default=False)
    then_hold = serializers.BooleanField(default=False)
    macro = serializers.IntegerField(min_value=1, max_value=2**62, required=False)


class AssignmentShape(serializers.Serializer[Any]):
    """Who is in charge; null for nobody."""

    assignee = serializers.PrimaryKeyRelatedField(queryset=User.objects.filter(is_active=True), allow_null=True)


class PriorityShape(serializers.Serializer[Any]):
    """How much it presses."""

    priority = serializers.ChoiceField(choices=[priority.key for priority in Priority])


class HoldShape(serializers.Serializer[Any]):
    """Whether staff wait for somebody else."""

    on_hold = serializers.BooleanField()


class PlaceShape(serializers.Serializer[Any]):
    """Up or down by one place."""

    up = serializers.BooleanField()


class ClosureShape(serializers.Serializer[Any]):
    """Why it is closed without an answer."""

    reason = serializers.ChoiceField(choices=reasons())
