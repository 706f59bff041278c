"""The lists of the inbox: the house's views, people's saved ones, and what a link asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from feedback.models import SavedView
from feedback.models.saved_view import MOST
from feedback.queries.inbox.filter_fields import BREACHED, ME, NO, NOBODY, SOON, UNFINISHED, YES
from feedback.queries.inbox.orders import NATURAL, Order, order_named
from feedback.queries.inbox.ticket_filter import TicketFilter
from feedback.rules.names import Reason, Status
from feedback_site.kit.problems import Problem

if TYPE_CHECKING:
    from feedback.queries.query_values import Values

KEY_LENGTH = 18
FIRST = "waiting"


@dataclass(frozen=True, kw_only=True)
class View:
    """A list with a name: `key` is a word of the house, a saved view's number, or "" for a link's own."""

    key: str
    label: Any
    wanted: TicketFilter
    sort: str = NATURAL
    counted: bool = True
    saved: SavedView | None = None
    shortcut: str = ""

    @property
    def order(self) -> Order:
        """The order that applies; one that the list cannot have gives way to its own."""
        return order_named(self.sort, self.wanted)

    @property
    def query(self) -> str:
        """The query of a link to the list."""
        named = urlencode({"view": self.key}) if self.key else ""
        words = urlencode({"text": self.wanted.text}) if self.key and self.wanted.text else ""
        sort = urlencode({"sort": self.sort}) if self.sort else ""
        return "&".join(part for part in (named or self.wanted.to_query(), words, sort) if part)


class UnknownView(Problem):
    """A view that the inbox does not have."""

    title = _("The inbox has no such view.")


VIEWS = {
    view.key: view
    for view in (
        View(key=FIRST, shortcut="g w", label=_("Waiting"), wanted=TicketFilter(status=UNFINISHED, waiting=YES)),
        View(
            key="mine", shortcut="g m", label=_("Mine"), wanted=TicketFilter(status=UNFINISHED, assignee=ME, snoozed=NO)
        ),
        View(
            key="unassigned",
            shortcut="g u",
            label=_("Unassigned"),
            wanted=TicketFilter(status=UNFINISHED, assignee=NOBODY, snoozed=NO),
        ),
        View(
            key="team", shortcut="g t", label=_("My team"), wanted=TicketFilter(status=UNFINISHED, team=ME, snoozed=NO)
        ),
        View(key="due", shortcut="g d", label=_("Due soon"), wanted=TicketFilter(status=UNFINISHED, due=SOON)),
        View(
            key="breached",
            shortcut="g b",
            label=_("Past its target"),
            wanted=TicketFilter(status=UNFINISHED, due=BREACHED),
        ),
        View(
            key="mentions", shortcut="g n", label=_("Mentions me"), wanted=TicketFilter(status=UNFINISHED, mentions=ME)
        ),
        View(key="snoozed", shortcut="g s", label=_("Put aside"), wanted=TicketFilter(status=UNFINISHED, snoozed=YES)),
        View(key="open", shortcut="g o", label=_("All open"), wanted=TicketFilter(status=UNFINISHED)),
        View(
            key="resolved",
            shortcut="g r",
            label=_("Resolved"),
            wanted=TicketFilter(status=Status.RESOLVED.value),
            counted=False,
        ),
        View(
            key="closed",
            shortcut="g c",
            label=_("Closed"),
            wanted=TicketFilter(status=Status.CLOSED.value),
            counted=False,
        ),
        View(
            key="spam",
            shortcut="g x",
            label=_("Spam"),
            wanted=TicketFilter(status=Status.CLOSED.value, reason=Reason.SPAM.value),
            counted=False,
        ),
    )
}


def view_named(key: str | None, user: Any = None) -> View:
    """Return a view of the house or one that the user may see, by default those who wait; raises UnknownView."""
    found = VIEWS.get(key or FIRST)
    if found is None and user is not None and key and key.isascii() and key.isdigit() and len(key) <= KEY_LENGTH:
        kept = SavedView.objects.of(user).filter(pk=key).distinct().first()
        found = as_view(kept) if kept else None
    if found is None:
        raise UnknownView
    return found


def all_views(user: Any) -> list[View]:
    """Return the views of the house and those that the user or a team of theirs has saved."""
    kept = SavedView.objects.of(user).distinct().order_by("position", "id")[:MOST]
    return [*VIEWS.values(), *map(as_view, kept)]


def as_view(kept: SavedView) -> View:
    """Return a saved view as the inbox shows it."""
    wanted = TicketFilter.from_json(kept.wanted)
    return View(key=str(kept.pk), label=kept.name, wanted=wanted, sort=kept.sort, saved=kept)


def asked_view(query: Values, user: Any) -> View:
    """Return the list that a link asks for: a view, searched in or sorted anew, or a filter of its own.

    Raises UnknownView and BadFilter.
    """
    key, sort = query.get("view") or "", query.get("sort") or ""
    asked = TicketFilter.from_query(query)
    if key or not asked:
        base = view_named(key, user)
        return View(
            key=base.key,
            label=base.label,
            wanted=base.wanted.with_text(asked.text),
            sort=sort or base.sort,
            counted=base.counted,
            saved=base.saved,
            shortcut=base.shortcut,
        )
    label = _("Search") if asked == TicketFilter(text=asked.text) else _("Filtered")
    return View(key="", label=label, wanted=asked, sort=sort)
