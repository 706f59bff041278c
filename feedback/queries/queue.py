"""The inbox: which tickets stand in which view, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from feedback.models import Ticket
from feedback.rules.names import Status
from feedback_site.kit.pagination import Page, keyset_page
from feedback_site.kit.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedback.models.ticket import TicketQuerySet

BY_WAIT = ("queue_at", "-last_message_at", "id")
BY_RESOLUTION = ("-resolved_at", "-id")
BY_CLOSING = ("-closed_at", "-id")


@dataclass(frozen=True)
class View:
    """A named part of the inbox."""

    key: str
    label: Any
    narrow: Callable[[TicketQuerySet, Any], TicketQuerySet]
    order: tuple[str, ...] = BY_WAIT


VIEWS = {
    view.key: view
    for view in (
        View("waiting", _("Waiting"), lambda tickets, _user: tickets.unfinished().waiting_for_us()),
        View("mine", _("Mine"), lambda tickets, user: tickets.unfinished().of(user)),
        View("unassigned", _("Unassigned"), lambda tickets, _user: tickets.unfinished().unassigned()),
        View("open", _("All open"), lambda tickets, _user: tickets.unfinished()),
        View(
            "resolved",
            _("Resolved"),
            lambda tickets, _user: tickets.filter(status=Status.RESOLVED),
            BY_RESOLUTION,
        ),
        View(
            "closed",
            _("Closed"),
            lambda tickets, _user: tickets.filter(status=Status.CLOSED),
            BY_CLOSING,
        ),
    )
}


class UnknownView(Problem):
    """A view that the inbox does not have."""

    title = _("The inbox has no such view.")


def view_named(key: str | None) -> View:
    """Return the view, by default those who wait; raises UnknownView."""
    found = VIEWS.get(key or "waiting")
    if found is None:
        raise UnknownView
    return found


def queue(*, user: Any, view: View, cursor: str | None = None, size: int = 50) -> Page[Ticket]:
    """Return a page of a view, the longest wait first; raises BadCursor."""
    tickets = view.narrow(Ticket.objects.visible_to(user), user)
    rows = tickets.select_related("contact", "assignee")
    return keyset_page(rows, order=view.order, cursor=cursor, size=size)


def waiting_now(user: Any) -> int:
    """Return how many people wait for an answer now."""
    return Ticket.objects.visible_to(user).unfinished().waiting_for_us().count()
