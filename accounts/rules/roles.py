"""Which role may do what: the whole policy as one table."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The roles; each holds its own permissions and those of the roles before it."""

    RESPONDENT = "respondent"
    AGENT = "agent"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


OWN: dict[Role, frozenset[str]] = {
    Role.RESPONDENT: frozenset(),
    Role.AGENT: frozenset(
        {
            "console.open",
            "contact.change",
            "contact.read",
            "incoming.decide",
            "incoming.read",
            "response.read",
            "survey.read",
            "ticket.assign",
            "ticket.bulk",
            "ticket.close",
            "ticket.field",
            "ticket.hold",
            "ticket.link",
            "ticket.merge",
            "ticket.note",
            "ticket.open",
            "ticket.prioritise",
            "ticket.read",
            "ticket.reopen",
            "ticket.reply",
            "ticket.resolve",
            "ticket.snooze",
            "ticket.split",
            "ticket.tag",
        }
    ),
    Role.MANAGER: frozenset(
        {
            "automation.read",
            "canned.edit",
            "clocks.read",
            "dashboard.read",
            "delivery.read",
            "digest.receive",
            "incoming.raw",
            "person.read",
            "person.schedule",
            "survey.edit",
            "survey.invite",
            "survey.publish",
            "team.change",
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            "automation.edit",
            "clocks.edit",
            "contact.erase",
            "delivery.open_links",
            "delivery.retry",
            "event.read",
            "event.retry",
            "field.edit",
            "mail.edit",
            "person.change",
            "person.invite",
            "response.erase",
            "ticket.import",
        }
    ),
}


def permissions_of(role: Role) -> frozenset[str]:
    """Return all permissions of a role, those of the lesser roles included."""
    return _ALL[role]


def may(role: Role, permission: str) -> bool:
    """Whether the role holds the permission."""
    return permission in _ALL[role]


def _cumulate() -> dict[Role, frozenset[str]]:
    held: frozenset[str] = frozenset()
    table = {}
    for role in Role:
        held |= OWN[role]
        table[role] = held
    return table


_ALL = _cumulate()
