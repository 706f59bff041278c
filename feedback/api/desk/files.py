"""The files of a ticket; they are sent along with a reply or a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.models import Attachment
from feedback.queries.files.download import download
from feedback.queries.files.find_file import find_file
from feedback.queries.find_ticket import find_ticket

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import FileResponse
    from rest_framework.request import Request


class AttachmentShape(serializers.ModelSerializer[Attachment]):
    """A file; `key` stands in its address, `message` is what it came with."""

    class Meta:
        """What is known of it."""

        model = Attachment
        fields = ["key", "message", "name", "kind", "size", "sha256", "state", "created_at"]


class Files(APIView):
    """All files of a ticket."""

    permissions: ClassVar = {"GET": "ticket.read"}

    @extend_schema(operation_id="tickets_files_list", responses=AttachmentShape(many=True))
    def get(self, request: Request, ref: str) -> Response:
        """List them in the order in which they came."""
        rows = Attachment.objects.filter(message__ticket=find_ticket(user=request.user, ref=ref))
        return Response(AttachmentShape(rows.order_by("id"), many=True).data)


class OneFile(APIView):
    """A file."""

    permissions: ClassVar = {"GET": "ticket.read"}

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, ref: str, file_key: UUID) -> FileResponse:
        """Send it, unless a virus was found in it or it still waits for the scanner."""
        return download(find_file(ticket=find_ticket(user=request.user, ref=ref), key=file_key, public=False))
