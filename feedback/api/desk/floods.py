"""Mails held because their senders wrote too many at once, for programs: who, how many, and taking them into cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.actions.incoming.release import Into, release
from feedback.api.desk.incoming import MailLineShape
from feedback.api.shapes import checked
from feedback.queries.incoming.floods import flood_of, floods_on, mails_of
from feedback.queries.incoming.trays import find_mail
from feedback_site.kit.pagination import keyset_page

if TYPE_CHECKING:
    from rest_framework.request import Request

CURSOR = OpenApiParameter("cursor", description="From `next` or `previous` of another page.")


class FloodShape(serializers.Serializer[Any]):
    """One sender's held mails: how many, since when, and the newest of them."""

    sender = serializers.CharField()
    number = serializers.IntegerField()
    since = serializers.DateTimeField()
    newest = MailLineShape()


class FloodPageShape(serializers.Serializer[Any]):
    """A page of senders; the cursors lead to its neighbours."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = FloodShape(many=True)


class OfSenderShape(serializers.Serializer[Any]):
    """What is held of one sender, the first mail first."""

    sender = serializers.CharField()
    number = serializers.IntegerField()
    since = serializers.DateTimeField(allow_null=True)
    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = MailLineShape(many=True)


class ReleaseShape(serializers.Serializer[Any]):
    """Take all that is held of the sender into cases of their own, or into one."""

    into = serializers.ChoiceField(choices=[(item.value, item.value) for item in Into])


class ReleasedShape(serializers.Serializer[Any]):
    """How many mails were taken; `ticket` is the one case, where there is one."""

    number = serializers.IntegerField()
    ticket = serializers.CharField(source="ticket.ref", read_only=True, allow_null=True)


class Floods(APIView):
    """Senders who wrote too many mails at once."""

    permissions: ClassVar = {"GET": "incoming.read"}

    @extend_schema(operation_id="incoming_floods_list", parameters=[CURSOR], responses=FloodPageShape)
    def get(self, request: Request) -> Response:
        """List them, who wrote last first."""
        page, floods = floods_on(user=request.user, cursor=request.query_params.get("cursor"))
        told = {"next": page.next_cursor, "previous": page.previous_cursor, "results": floods}
        return Response(FloodPageShape(told).data)


class OneFlood(APIView):
    """What is held of the sender of a mail."""

    permissions: ClassVar = {"GET": "incoming.read", "POST": "incoming.decide"}

    @extend_schema(parameters=[CURSOR], responses=OfSenderShape)
    def get(self, request: Request, mail_id: int) -> Response:
        """List it, the first mail first; `number` is 0 when nothing is held any more."""
        found = find_mail(user=request.user, mail_id=mail_id)
        held = mails_of(user=request.user, sender=found.sender)
        page, flood = keyset_page(held, order=("id",), cursor=request.query_params.get("cursor")), flood_of(found)
        told = {
            "sender": found.sender,
            "number": flood.number if flood else 0,
            "since": flood.since if flood else None,
            "next": page.next_cursor,
            "previous": page.previous_cursor,
            "results": page.items,
        }
        return Response(OfSenderShape(told).data)

    @extend_schema(request=ReleaseShape, responses=ReleasedShape)
    def post(self, request: Request, mail_id: int) -> Response:
        """Take all of it; 409 when nothing is held any more. Workers go on with it mail by mail."""
        by: Any = request.user
        found = find_mail(user=by, mail_id=mail_id)
        wish = checked(ReleaseShape(data=request.data))
        return Response(ReleasedShape(release(sender=found.sender, by=by, into=Into(wish["into"]))).data)
