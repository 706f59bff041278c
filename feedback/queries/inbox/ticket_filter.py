"""The one filter of tickets: views, saved views, search, bulk actions, digests and the API all say it so."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from feedback.models import Ticket
from feedback.queries import query_values
from feedback.queries.inbox.conditions import conditions
from feedback.queries.inbox.filter_fields import BREACHED, READERS, SOON
from feedback_site.kit import clock

if TYPE_CHECKING:
    from feedback.models.ticket import TicketQuerySet
    from feedback.queries.query_values import Values


@dataclass(frozen=True, kw_only=True)
class TicketFilter:
    """Some tickets: what is None is not asked for; spans are half-open [from, to).

    `status` is a status or "unfinished"; `assignee` and `team` are an id, "me" (whoever asks) or
    "nobody"; `due` is "soon" or "breached"; `tag` is a tag's name;
    `field` is "number:value" of a field of the house's own; `text` is searched for.
    """

    status: str | None = None
    waiting: str | None = None
    assignee: str | None = None
    team: str | None = None
    mentions: str | None = None
    snoozed: str | None = None
    due: str | None = None
    priority: str | None = None
    channel: str | None = None
    language: str | None = None
    tag: str | None = None
    field: str | None = None
    reason: str | None = None
    created_from: datetime | None = None
    created_to: datetime | None = None
    resolved_from: datetime | None = None
    resolved_to: datetime | None = None
    text: str | None = None

    def tickets(self, user: Any) -> TicketQuerySet:
        """Return those that the user may read; "me" is the user."""
        found = Ticket.objects.visible_to(user).filter(*conditions(self, user))
        if self.due == SOON:
            return found.due_soon(clock.now())
        return found.breached(clock.now()) if self.due == BREACHED else found

    def with_text(self, text: str | None) -> Self:
        """Return the same filter with other words."""
        return replace(self, text=text or None)

    def to_json(self) -> dict[str, str]:
        """Return what is asked for as plain strings."""
        return {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in asdict(self).items()
            if value is not None
        }

    def to_query(self) -> str:
        """Return the filter as the query of a link."""
        return query_values.encode(self.to_json())

    @classmethod
    def from_json(cls, kept: Values) -> Self:
        """Read what `to_json` wrote; raises BadFilter."""
        return cls(**{field.name: READERS[field.name](kept, field.name) for field in fields(cls)})

    @classmethod
    def from_query(cls, query: Values) -> Self:
        """Read what `to_query` wrote; raises BadFilter."""
        return cls.from_json(query)

    @staticmethod
    def in_query(query: Values) -> bool:
        """Whether a link asks for anything."""
        return any(query.get(name) for name in READERS)

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return self != type(self)()
