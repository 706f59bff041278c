"""The orders of a list; each has an index that ends in the id, so that every page is as near as the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from feedback.models.words import values
from feedback.queries.inbox.filter_fields import UNFINISHED, YES
from feedback.rules.names import UNFINISHED as UNFINISHED_STATUSES
from feedback.rules.names import Status
from feedback_site.kit.problems import Problem

if TYPE_CHECKING:
    from feedback.queries.inbox.ticket_filter import TicketFilter

NATURAL = ""


@dataclass(frozen=True)
class Order:
    """A name and the fields, all in one direction."""

    key: str
    label: Any
    fields: tuple[str, ...]


BY_WAIT = Order("wait", _("Longest wait"), ("queue_at", "id"))
BY_TARGET = Order("target", _("Next target"), ("target_at", "id"))
BY_PRIORITY = Order("priority", _("Most urgent"), ("priority", "queue_at", "id"))
NEWEST = Order("newest", _("Newest"), ("-created_at", "-id"))
BY_RESOLUTION = Order("resolved", _("Last resolved"), ("-resolved_at", "-id"))
BY_CLOSING = Order("closed", _("Last closed"), ("-closed_at", "-id"))
BY_RETURN = Order("return", _("Back first"), ("snoozed_until", "id"))
FINISHED = {Status.RESOLVED.value: BY_RESOLUTION, Status.CLOSED.value: BY_CLOSING}
ORDERS = {order.key: order for order in (BY_WAIT, BY_TARGET, BY_PRIORITY, NEWEST, BY_RESOLUTION, BY_CLOSING, BY_RETURN)}


class UnknownOrder(Problem):
    """An order that the inbox does not have."""

    title = _("The inbox cannot be sorted like this.")


def orders_for(wanted: TicketFilter) -> list[Order]:
    """Return the orders that a list can have, its own first; search knows the newest only."""
    natural: tuple[Order, ...] = ()
    if wanted.text:
        natural = ()
    elif wanted.due:
        natural = (BY_TARGET, BY_WAIT, BY_PRIORITY)
    elif wanted.snoozed == YES:
        natural = (BY_RETURN,)
    elif wanted.status in (UNFINISHED, *values(UNFINISHED_STATUSES)):
        natural = (BY_WAIT, BY_TARGET, BY_PRIORITY)
    elif wanted.status in FINISHED:
        natural = (FINISHED[wanted.status],)
    return [*natural, NEWEST]


def order_named(key: str, wanted: TicketFilter) -> Order:
    """Return the order, or the list's own where it cannot have it; raises UnknownOrder."""
    if key and key not in ORDERS:
        raise UnknownOrder
    possible = orders_for(wanted)
    return next((order for order in possible if order.key == key), possible[0])
