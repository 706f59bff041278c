"""Invitations as programs send and read them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from surveys.models import Invitation
from surveys.rules.invitations.addresses import LONGEST, MOST


class InvitationShape(serializers.ModelSerializer[Invitation]):
    """An invitation; of an anonymous survey `answered_at` is the week in which they went there."""

    state = serializers.CharField(read_only=True, help_text="`waiting`, `sent`, `answered` or `revoked`.")

    class Meta:
        """All but the link, which is theirs."""

        model = Invitation
        fields = [
            "id",
            "email",
            "language",
            "state",
            "created_at",
            "sent_at",
            "reminded_at",
            "answered_at",
            "revoked_at",
        ]


class RateShape(serializers.Serializer[Any]):
    """How many were asked and answered; `rate` is the percentage of those written to."""

    asked = serializers.IntegerField()
    sent = serializers.IntegerField()
    answered = serializers.IntegerField()
    waiting = serializers.IntegerField()
    revoked = serializers.IntegerField()
    to_remind = serializers.IntegerField()
    rate = serializers.FloatField(allow_null=True)


class InvitationPageShape(serializers.Serializer[Any]):
    """A page of invitations, and how all of them stand."""

    standing = RateShape()
    items = InvitationShape(many=True)
    next = serializers.CharField(allow_null=True)


@extend_schema_serializer(
    examples=[
        OpenApiExample("Two people", value={"addresses": ["li@example.org", "kim@example.org"], "language": "en"})
    ]
)
class BatchShape(serializers.Serializer[Any]):
    """Whom to invite, and in which of the survey's languages."""

    addresses = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST), min_length=1, max_length=MOST, allow_empty=False
    )
    language = serializers.CharField(max_length=20, required=False, default="", allow_blank=True)


class BatchReceiptShape(serializers.Serializer[Any]):
    """How many get a mail now, and how many had been invited before and get none."""

    new = serializers.IntegerField()
    known = serializers.IntegerField()


class RemindedShape(serializers.Serializer[Any]):
    """How many get their only reminder."""

    reminded = serializers.IntegerField()
