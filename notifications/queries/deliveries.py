"""The mails that were queued, sent or kept, and the addresses that take none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from notifications.models import Delivery, UndeliverableAddress
from notifications.rules.addresses import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

LISTED = ("id", "kind", "to", "subject", "state", "reason", "attempts", "created_at", "try_at", "sent_at")
LONGEST = 254


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which mails: by state, kind and receiver, each empty for all."""

    state: str = ""
    kind: str = ""
    address: str = ""

    @property
    def is_all(self) -> bool:
        """Whether nothing narrows it."""
        return not (self.state or self.kind or self.address)


def wanted_from(query: Mapping[str, str]) -> Wanted:
    """Read the wish of a page or a program; what is unknown narrows nothing."""
    state = query.get("state", "")
    return Wanted(
        state=state if state in Delivery.State.values else "",
        kind=query.get("kind", "")[:50].replace("\0", ""),
        address=plain(query.get("address", "")[:LONGEST].replace("\0", "")),
    )


def deliveries(wanted: Wanted) -> QuerySet[Delivery]:
    """Return them without their bodies; each filter alone has its index."""
    found = Delivery.objects.only(*LISTED)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.address:
        found = found.filter(address=wanted.address)
    return found


def undeliverable_addresses() -> QuerySet[UndeliverableAddress]:
    """Return the addresses that get no mail."""
    return UndeliverableAddress.objects.filter(lifted_at=None)
