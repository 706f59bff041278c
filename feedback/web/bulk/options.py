"""What the bar under a list offers to do with many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from feedback.models.words import PRIORITY_WORDS, WORDS
from feedback.rules.bulk import PERMISSIONS, Verb
from feedback.rules.names import Priority, Reason

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.queries.inbox.offers import Offers

MOST_TAGS = 100
Group = tuple[Any, list[tuple[str, Any]]]


def options(user: User, offered: Offers) -> list[Group]:
    """Return groups of wishes, those that the person may have."""
    people = [(f"assign:{person.pk}", str(person)) for person in offered.people]
    teams = [(f"team:{team.pk}", str(team)) for team in offered.teams]
    tags = offered.tags[:MOST_TAGS]
    groups: list[tuple[Verb, Any, list[tuple[str, Any]]]] = [
        (Verb.ASSIGN, _("Assign to"), [("assign:me", _("Me")), ("assign:", _("Nobody")), *people]),
        (Verb.TEAM, _("Give to the team"), [*teams, ("team:", _("None"))] if teams else []),
        (Verb.PRIORITY, _("Priority"), [(f"priority:{one.key}", PRIORITY_WORDS[one.value]) for one in Priority]),
        (Verb.TAG, _("Add the tag"), [("tag:", _("The new tag")), *((f"tag:{name}", name) for name in tags)]),
        (Verb.UNTAG, _("Remove the tag"), [(f"untag:{name}", name) for name in tags]),
        (Verb.RESOLVE, _("Resolve"), [("resolve:", _("Resolve"))]),
        (Verb.CLOSE, _("Close without an answer"), [(f"close:{reason.value}", WORDS[reason]) for reason in Reason]),
    ]
    return [(label, wishes) for verb, label, wishes in groups if wishes and user.may(PERMISSIONS[verb])]
