"""Forget what was mailed to somebody or about something, and that it came back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from notifications.models import Delivery, UndeliverableAddress
from notifications.rules.addresses import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

AT_ONCE = 200


def forget_address(*, address: str, kinds: Collection[str]) -> int:
    """Delete the mails of these kinds to the address, unsent ones too; return how many there were."""
    UndeliverableAddress.objects.filter(address=plain(address)).delete()
    return Delivery.objects.filter(to=address, kind__in=kinds).delete()[0]


def forget_words(*, names: Sequence[str], kinds: Collection[str]) -> int:
    """Delete the mails of these kinds, to whomever, that name any of these, such as cases; return how many."""
    count = 0
    for start in range(0, len(names), AT_ONCE):
        pattern = "|".join(re.escape(name) for name in names[start : start + AT_ONCE])
        count += Delivery.objects.filter(kind__in=kinds, text__regex=pattern).delete()[0]
    return count
