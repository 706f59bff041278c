"""Says in words for which tickets a policy is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from accounts.models import Team
from feedback.models.words import PRIORITY_WORDS, WORDS
from feedback.rules.names import Channel, Priority

if TYPE_CHECKING:
    from feedback.models import PolicyVersion


def condition_words(version: PolicyVersion) -> list[dict[str, Any]]:
    """Return one fact with its values for each part of the condition; none fits every ticket."""
    condition = version.condition
    teams = dict(Team.objects.filter(pk__in=condition.get("team", [])).values_list("pk", "name")) if condition else {}
    found = {
        _("Channel"): [WORDS[Channel(value)] for value in condition.get("channel", [])],
        _("Priority"): [PRIORITY_WORDS[Priority[value.upper()]] for value in condition.get("priority", [])],
        _("Team"): [teams.get(int(value), value) for value in condition.get("team", [])],
        _("Tags"): condition.get("tag", []),
    }
    return [{"fact": fact, "values": values} for fact, values in found.items() if values]
