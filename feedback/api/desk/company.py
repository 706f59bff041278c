"""Drafts, who is here, and what was said meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.actions.drafts.keep_draft import keep_draft
from feedback.api.shapes import MessageShape, PersonShape, checked
from feedback.models import Draft
from feedback.models.message import BY_STAFF
from feedback.queries.desk.company import newer_than
from feedback.queries.desk.presence import come_near
from feedback.queries.find_ticket import find_ticket
from feedback.rules.names import MAX_BODY, Kind

if TYPE_CHECKING:
    from rest_framework.request import Request

    from feedback.models import Ticket


class MessageDraftShape(serializers.ModelSerializer[Draft]):
    """A reply or note that is not sent; the reporter never sees it."""

    user = PersonShape()

    class Meta:
        """Whose, what, and when it was last written."""

        model = Draft
        fields = ["user", "kind", "body", "changed_at"]


class DraftWishShape(serializers.Serializer[Any]):
    """One's own text so far; an empty one is forgotten."""

    kind = serializers.ChoiceField(choices=[kind.value for kind in BY_STAFF])
    body = serializers.CharField(max_length=MAX_BODY, allow_blank=True, trim_whitespace=False)
    submission_id = serializers.UUIDField(required=False)


class HereShape(serializers.Serializer[Any]):
    """The last message that one has seen."""

    seen_id = serializers.IntegerField(min_value=0, max_value=2**62, allow_null=True, default=None)


class CompanyShape(serializers.Serializer[Any]):
    """The names of those who are here too, all drafts, and what was said in public since."""

    near = serializers.ListField(child=serializers.CharField())
    drafts = MessageDraftShape(many=True)
    newer = MessageShape(many=True)


class Drafts(APIView):
    """The drafts on a ticket."""

    permissions: ClassVar = {"GET": "ticket.read", "PUT": "ticket.note"}

    @extend_schema(responses=MessageDraftShape(many=True))
    def get(self, request: Request, ref: str) -> Response:
        """List one's own and the colleagues'."""
        return Response(_drafts(find_ticket(user=request.user, ref=ref)))

    @extend_schema(request=DraftWishShape, responses=MessageDraftShape(many=True))
    def put(self, request: Request, ref: str) -> Response:
        """Keep one's own."""
        by: Any = request.user
        found = find_ticket(user=by, ref=ref)
        wish = checked(DraftWishShape(data=request.data))
        keep_draft(ticket=found, user=by, **{**wish, "kind": Kind(wish["kind"])})
        return Response(_drafts(found))


class Presence(APIView):
    """Who is at a ticket."""

    permissions: ClassVar = {"POST": "ticket.read"}

    @extend_schema(request=HereShape, responses=CompanyShape)
    def post(self, request: Request, ref: str) -> Response:
        """Say that one is here for half a minute; learn who else is, what they write and what was said."""
        by: Any = request.user
        found = find_ticket(user=by, ref=ref)
        newer = newer_than(found, checked(HereShape(data=request.data))["seen_id"])
        told = {"near": come_near(found, by), "drafts": _drafts(found), "newer": MessageShape(newer, many=True).data}
        return Response(told)


def _drafts(ticket: Ticket) -> Any:
    return MessageDraftShape(ticket.drafts.select_related("user").order_by("-changed_at", "-id"), many=True).data
