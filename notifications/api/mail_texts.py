"""The words of mails, for programs."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.conf import settings
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from feedback_site.kit.api.shapes import checked
from notifications.actions.save_mail_text import checked_words, reset_mail_text, save_mail_text
from notifications.emails import example
from notifications.queries.mail_texts import Wording, all_texts, words_of
from notifications.rules.mail_shapes import SHAPES
from notifications.rules.mail_texts import MAX_BODY, MAX_SUBJECT

if TYPE_CHECKING:
    from rest_framework.request import Request

    from notifications.models import MailText

SEEN = "The `mark` of the words that you saw; empty for the original. If others stand there by now, nothing changes."


class MailWordsShape(serializers.Serializer[Any]):
    """Subject and text, with what is filled in named in braces."""

    subject = serializers.CharField(max_length=MAX_SUBJECT)
    body = serializers.CharField(max_length=MAX_BODY, trim_whitespace=False)


class MailTextWishShape(MailWordsShape):
    """New words for those that were seen."""

    seen = serializers.CharField(max_length=16, allow_blank=True, help_text=SEEN)


class MailTextShape(MailWordsShape):
    """The words of one kind of mail in one language."""

    kind = serializers.CharField()
    language = serializers.CharField()
    mark = serializers.CharField(help_text="Names these very words; empty for the original.")
    placeholders = serializers.ListField(child=serializers.CharField())
    must_name = serializers.ListField(child=serializers.CharField())
    changed_at = serializers.DateTimeField(allow_null=True)


class MailPreviewShape(serializers.Serializer[Any]):
    """The mail with made-up values."""

    subject = serializers.CharField()
    text = serializers.CharField()
    html = serializers.CharField()


class MailTexts(APIView):
    """All mails that can be worded anew."""

    permissions: ClassVar = {"GET": "mail.edit"}

    @extend_schema(operation_id="mail_texts_list", responses=MailTextShape(many=True))
    def get(self, _request: Request) -> Response:
        """List them by kind and language."""
        return Response([_as_json(text) for _kind, texts in all_texts() for text in texts])


class OneMailText(APIView):
    """One kind in one language."""

    permissions: ClassVar = {"GET": "mail.edit", "PUT": "mail.edit", "DELETE": "mail.edit"}

    @extend_schema(responses=MailTextShape)
    def get(self, _request: Request, kind: str, language: str) -> Response:
        """Show its words."""
        return Response(_as_json(_found(kind, language)))

    @extend_schema(request=MailTextWishShape, responses=MailTextShape)
    def put(self, request: Request, kind: str, language: str) -> Response:
        """Word it anew."""
        _found(kind, language)
        wish = checked(MailTextWishShape(data=request.data))
        return Response(_as_json(save_mail_text(kind=kind, language=language, **wish, actor_id=_by(request))))

    @extend_schema(parameters=[OpenApiParameter("seen", description=SEEN)], responses={204: None})
    def delete(self, request: Request, kind: str, language: str) -> Response:
        """Go back to the original."""
        _found(kind, language)
        seen = request.query_params.get("seen", "")
        reset_mail_text(kind=kind, language=language, seen=seen, actor_id=_by(request))
        return Response(status=HTTPStatus.NO_CONTENT)


class MailTextPreview(APIView):
    """A look at words before they are saved."""

    permissions: ClassVar = {"POST": "mail.edit"}

    @extend_schema(request=MailWordsShape, responses=MailPreviewShape)
    def post(self, request: Request, kind: str, language: str) -> Response:
        """Make a mail of them with made-up values; nothing is kept."""
        _found(kind, language)
        words = checked(MailWordsShape(data=request.data))
        made = example(checked_words(kind=kind, language=language, **words))
        return Response({"subject": made.subject, "text": made.text, "html": made.html})


def _by(request: Request) -> int:
    return cast("int", request.user.pk)


def _found(kind: str, language: str) -> MailText:
    if kind not in SHAPES or language not in dict(settings.LANGUAGES):
        raise Http404
    return words_of(Wording(), kind, language)


def _as_json(text: MailText) -> dict[str, Any]:
    shape = SHAPES[text.kind]
    return {
        "kind": text.kind,
        "language": text.language,
        "subject": text.subject,
        "body": text.body,
        "mark": text.mark if text.pk else "",
        "placeholders": list(shape.body),
        "must_name": list(shape.required),
        "changed_at": text.changed_at if text.pk else None,
    }
