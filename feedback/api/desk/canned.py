"""Ready answers and macros."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.actions.macros.save_canned_reply import drop_canned_reply, save_canned_reply
from feedback.api.shapes import checked
from feedback.models import CannedReply
from feedback.models.canned_reply import MAX_TEXT, MOST_DEEDS, NAME_LENGTH
from feedback.queries.desk.canned import answer_text, macro_of
from feedback.queries.find_ticket import find_ticket

if TYPE_CHECKING:
    from rest_framework.request import Request


class CannedWishShape(serializers.Serializer[Any]):
    """A name, texts by language, and wishes "verb:value" as in changes of many: with them it is a macro."""

    name = serializers.CharField(max_length=NAME_LENGTH)
    texts = serializers.DictField(child=serializers.CharField(max_length=MAX_TEXT))
    wishes = serializers.ListField(child=serializers.CharField(max_length=60), max_length=MOST_DEEDS, default=list)


class CannedShape(CannedWishShape):
    """A ready answer."""

    id = serializers.IntegerField()


class StepShape(serializers.Serializer[Any]):
    """What would be done, and a remark where it is so already."""

    does = serializers.CharField()
    remark = serializers.CharField()


class FilledShape(serializers.Serializer[Any]):
    """The answer for one ticket; `wrong` are wishes that cannot be had any more."""

    text = serializers.CharField()
    steps = StepShape(many=True)
    wrong = serializers.ListField(child=serializers.CharField())


class CannedReplies(APIView):
    """All ready answers."""

    permissions: ClassVar = {"GET": "ticket.reply", "POST": "canned.edit"}

    @extend_schema(operation_id="canned_replies_list", responses=CannedShape(many=True))
    def get(self, _request: Request) -> Response:
        """List them by name."""
        rows = CannedReply.objects.prefetch_related("texts").order_by("name", "id")
        return Response([_as_json(row) for row in rows])

    @extend_schema(request=CannedWishShape, responses={201: CannedShape})
    def post(self, request: Request) -> Response:
        """Keep a new one."""
        return Response(_saved(request), status=HTTPStatus.CREATED)


class OneCannedReply(APIView):
    """A ready answer."""

    permissions: ClassVar = {"GET": "ticket.reply", "PUT": "canned.edit", "DELETE": "canned.edit"}

    @extend_schema(responses=CannedShape)
    def get(self, _request: Request, canned_id: int) -> Response:
        """Show it."""
        return Response(_as_json(get_object_or_404(CannedReply, pk=canned_id)))

    @extend_schema(request=CannedWishShape, responses=CannedShape)
    def put(self, request: Request, canned_id: int) -> Response:
        """Change it."""
        return Response(_saved(request, get_object_or_404(CannedReply, pk=canned_id)))

    @extend_schema(responses={204: None})
    def delete(self, request: Request, canned_id: int) -> Response:
        """Drop it."""
        by: Any = request.user
        drop_canned_reply(canned=get_object_or_404(CannedReply, pk=canned_id), by=by)
        return Response(status=HTTPStatus.NO_CONTENT)


class Insertion(APIView):
    """A ready answer for one ticket."""

    permissions: ClassVar = {"GET": "ticket.reply"}

    @extend_schema(responses=FilledShape)
    def get(self, request: Request, ref: str, canned_id: int) -> Response:
        """Return the text in the reporter's language, filled in, and what sending it as a macro would do."""
        by: Any = request.user
        found = find_ticket(user=by, ref=ref)
        canned = get_object_or_404(CannedReply, pk=canned_id)
        macro = macro_of(canned, found, by)
        steps = [{"does": does, "remark": remark} for does, remark in macro.steps] if macro else []
        told = {"text": answer_text(canned, found, by), "steps": steps, "wrong": macro.wrong if macro else []}
        return Response(told)


def _saved(request: Request, canned: CannedReply | None = None) -> dict[str, Any]:
    by: Any = request.user
    wish = checked(CannedWishShape(data=request.data))
    return _as_json(save_canned_reply(**wish, by=by, canned=canned))


def _as_json(row: CannedReply) -> dict[str, Any]:
    texts = {text.language: text.body for text in row.texts.all()}
    return {"id": row.pk, "name": row.name, "texts": texts, "wishes": row.wishes}
