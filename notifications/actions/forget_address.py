"""Forget what was mailed to somebody, and that it came back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications.models import Delivery, UndeliverableAddress
from notifications.rules.addresses import plain

if TYPE_CHECKING:
    from collections.abc import Collection


def forget_address(*, address: str, kinds: Collection[str]) -> int:
    """Delete the mails of these kinds to the address, unsent ones too; return how many there were."""
    UndeliverableAddress.objects.filter(address=plain(address)).delete()
    return Delivery.objects.filter(to=address, kind__in=kinds).delete()[0]
