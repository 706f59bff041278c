"""Forget what was mailed to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Collection


def forget_address(*, address: str, kinds: Collection[str]) -> int:
    """Delete the mails of these kinds to the address, unsent ones too; return how many there were."""
    return Delivery.objects.filter(to=address, kind__in=kinds).delete()[0]
