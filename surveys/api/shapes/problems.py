"""Problems as programs get them, and the check that raises them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiExample, extend_schema, extend_schema_serializer
from rest_framework import serializers

from feedback_site.kit.problems import Invalid

if TYPE_CHECKING:
    from collections.abc import Callable

MEDIA = "application/problem+json"
SEEN = (401, 403, 404)
"""What a survey answers to whoever has no token, may not, or asks for one that is not there."""
CHECKED = (400, *SEEN, 422)
"""The same where something is sent that may make no sense."""
UPLOADED = (*CHECKED, 413, 415)
"""The same where that is a file."""
MISSING = {"status": 422, "errors": {"answers.dish": ["Response required."]}}


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "What is to be mended, by its path",
            value={"title": "Some of what you sent needs another look.", **MISSING},
            media_type=MEDIA,
        )
    ]
)
class ProblemShape(serializers.Serializer[Any]):
    """A refusal (RFC 9457); `errors` names each place in what was sent by its JSON path."""

    status = serializers.IntegerField()
    title = serializers.CharField()
    detail = serializers.CharField(required=False)
    errors = serializers.DictField(  # type: ignore[assignment]  # the serializer's own is set later
        child=serializers.ListField(child=serializers.CharField()), required=False
    )


class StrictShape(serializers.Serializer[Any]):
    """What says how a survey is to be: a word that is not known is no word that may be passed over."""

    def to_internal_value(self, data: Any) -> Any:
        """Refuse what has no field; `anonymous` beside `settings` in place of in it makes nothing anonymous."""
        taken = super().to_internal_value(data)
        unknown = {name: [_("There is no setting of this name.")] for name in data if name not in self.fields}
        if unknown:
            raise serializers.ValidationError(unknown)
        return taken


def described(*problems: int, responses: Any, **more: Any) -> Callable[[Any], Any]:
    """Describe a method: what it answers, and with which problems besides."""
    good = responses if isinstance(responses, dict) else {200: responses}
    found: Callable[[Any], Any] = extend_schema(
        responses=good | {(status, MEDIA): ProblemShape for status in problems}, **more
    )
    return found


def checked(shape: serializers.BaseSerializer[Any]) -> dict[str, Any]:
    """Return the data; raises Invalid with the errors by field."""
    if not shape.is_valid():
        raise Invalid(errors=dict(_flat(shape.errors, "")))
    data: dict[str, Any] = shape.validated_data
    return data


def _flat(errors: Any, path: str) -> list[tuple[str, list[Any]]]:
    """The errors of fields within fields by their path."""
    if isinstance(errors, dict):
        return [
            pair for name, inner in errors.items() for pair in _flat(inner, f"{path}.{name}" if path else str(name))
        ]
    if isinstance(errors, list) and any(isinstance(error, dict) for error in errors):
        pairs = ((f"{path}[{number}]", inner) for number, inner in enumerate(errors) if inner)
        return [pair for place, inner in pairs for pair in _flat(inner, place)]
    return [(path, list(errors) if isinstance(errors, list) else [str(errors)])]
