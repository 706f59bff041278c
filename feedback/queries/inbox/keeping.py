"""What the page of a ticket offers to keep it in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from feedback.models import Tag, Tagging

if TYPE_CHECKING:
    from feedback.models import Ticket

SNOOZES = {
    "hours": _("For three hours"),
    "tomorrow": _("Until tomorrow morning"),
    "week": _("Until Monday morning"),
    "reply": _("Until they write (90 days at most)"),
}


def keeping(ticket: Ticket) -> dict[str, Any]:
    """Return the ticket's tags, all tags, the teams, and for how long it may be put aside."""
    here = Exists(Tagging.objects.filter(ticket=ticket, tag=OuterRef("pk")))
    tags = list(Tag.objects.annotate(here=here).order_by("name").values_list("name", "here"))
    return {
        "tags": [name for name, is_here in tags if is_here],
        "known_tags": [name for name, _is_here in tags],
        "teams": list(Team.objects.order_by("name", "id")),
        "snoozes": SNOOZES.items(),
    }
