"""What programs send, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedback_site.kit.problems import Invalid

if TYPE_CHECKING:
    from rest_framework import serializers


def checked(shape: serializers.Serializer[Any]) -> dict[str, Any]:
    """Return the data; raises Invalid with the errors by field."""
    if not shape.is_valid():
        raise Invalid(errors=_by_field(shape.errors))
    data: dict[str, Any] = shape.validated_data
    return data


def _by_field(errors: Any) -> dict[str, list[Any]]:
    return {name: told if isinstance(told, list) else [told] for name, told in errors.items()}
