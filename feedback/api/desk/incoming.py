"""Mails that came in: the trays, one mail, and what staff decide about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback.actions.incoming.decide import MAX_REASON, Decision, decide, try_again
from feedback.api.shapes import checked
from feedback.models import IncomingMail
from feedback.queries.incoming.contents import contents, raw_of
from feedback.queries.incoming.trays import TRAYS, find_mail, mails_in, tray_of
from feedback_site.kit.pagination import keyset_page

if TYPE_CHECKING:
    from rest_framework.request import Request


class MailLineShape(serializers.ModelSerializer[IncomingMail]):
    """A mail in a tray; `ticket` is the case that it names or became.

    `why` says the reason in the language that is asked for (Accept-Language), or in the words of who put the mail
    away; `reason` is the site's own as a code that stays the same, with its `details`.
    """

    ticket = serializers.SlugRelatedField[Any](slug_field="ref", read_only=True)
    why = serializers.CharField(source="why_word", read_only=True)
    reason = serializers.CharField(source="reason_code", read_only=True)
    details = serializers.DictField(source="reason_details", read_only=True)

    class Meta:
        """What it is, and what became of it."""

        model = IncomingMail
        fields = [
            "id", "state", "kind", "why", "reason", "details", "sender", "sender_name", "subject", "ticket",
            "received_at", "size",
        ]  # fmt: skip


class MailPageShape(serializers.Serializer[Any]):
    """A page of mails; the cursors lead to its neighbours."""

    next = serializers.CharField(allow_null=True)
    previous = serializers.CharField(allow_null=True)
    results = MailLineShape(many=True)


class IncomingTextShape(serializers.Serializer[Any]):
    """The mail's words as plain text; of one that cannot be read how it begins."""

    text = serializers.CharField()
    folded = serializers.CharField()
    to = serializers.CharField()
    files = serializers.ListField(child=serializers.CharField())
    beginning = serializers.CharField()
    is_cut = serializers.BooleanField()


class WholeMailShape(MailLineShape):
    """A mail with its words."""

    contents = serializers.SerializerMethodField()

    class Meta(MailLineShape.Meta):
        """The line, and more."""

        fields = [*MailLineShape.Meta.fields, "sent_at", "suggestions", "double_of", "decided_at", "contents"]

    @extend_schema_field(IncomingTextShape)
    def get_contents(self, mail: IncomingMail) -> dict[str, Any]:
        """Read it afresh from its bytes."""
        read = contents(mail)
        files = [part.name or part.type for part in read.parts]
        return dict(IncomingTextShape({**vars(read), "files": files}).data)


class DecisionShape(serializers.Serializer[Any]):
    """Let a held mail into its case, make it one of its own, or put it away for a reason."""

    decision = serializers.ChoiceField(choices=[(item.value, item.value) for item in Decision])
    reason = serializers.CharField(max_length=MAX_REASON, allow_blank=True, required=False, default="")


class IncomingMails(APIView):
    """Mails that came in."""

    permissions: ClassVar = {"GET": "incoming.read"}

    @extend_schema(
        operation_id="incoming_list",
        parameters=[
            OpenApiParameter("tray", enum=[tray.key for tray in TRAYS], description="The first one for any other."),
            OpenApiParameter("cursor", description="From `next` or `previous` of another page."),
        ],
        responses=MailPageShape,
    )
    def get(self, request: Request) -> Response:
        """List what lies in one tray, the newest first."""
        query = request.query_params
        found = mails_in(user=request.user, tray=tray_of(query.get("tray", "")))
        page = keyset_page(found, order=("-id",), cursor=query.get("cursor"))
        return Response(
            {
                "next": page.next_cursor,
                "previous": page.previous_cursor,
                "results": MailLineShape(page.items, many=True).data,
            }
        )


class OneIncomingMail(APIView):
    """A mail that came in."""

    permissions: ClassVar = {"GET": "incoming.read"}

    @extend_schema(responses=WholeMailShape)
    def get(self, request: Request, mail_id: int) -> Response:
        """Show it as text."""
        return Response(WholeMailShape(find_mail(user=request.user, mail_id=mail_id)).data)


class IncomingDecision(APIView):
    """What becomes of a held mail."""

    permissions: ClassVar = {"PUT": "incoming.decide"}

    @extend_schema(request=DecisionShape, responses=WholeMailShape)
    def put(self, request: Request, mail_id: int) -> Response:
        """Decide; 409 when somebody else has, 422 when it is put away without a reason."""
        by: Any = request.user
        found = find_mail(user=by, mail_id=mail_id)
        wish = checked(DecisionShape(data=request.data))
        done = decide(mail=found, by=by, decision=Decision(wish["decision"]), reason=wish["reason"])
        return Response(WholeMailShape(done).data)


class IncomingRetry(APIView):
    """A mail that could not be read."""

    permissions: ClassVar = {"POST": "incoming.decide"}

    @extend_schema(request=None, responses=WholeMailShape)
    def post(self, request: Request, mail_id: int) -> Response:
        """Read it once more; `state` says whether it worked."""
        done = try_again(mail=find_mail(user=request.user, mail_id=mail_id))
        return Response(WholeMailShape(done).data)


class RawIncomingMail(APIView):
    """The bytes of a mail."""

    permissions: ClassVar = {"GET": "incoming.raw"}

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, mail_id: int) -> HttpResponse:
        """Hand them out as they came, as a download and nothing else."""
        found = find_mail(user=request.user, mail_id=mail_id)
        name = f'attachment; filename="mail-{found.pk}.eml"'
        return HttpResponse(
            raw_of(found),
            content_type="application/octet-stream",
            headers={"Content-Disposition": name, "X-Content-Type-Options": "nosniff"},
        )
