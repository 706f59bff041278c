"""Find the ticket that somebody names, if they may read it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _

from feedback.models import Ticket
from feedback.rules.refs import read_ref
from feedback_site.kit.problems import Problem


class UnknownTicket(Problem):
    """No ticket of this number, or none that the person may read."""

    status = HTTPStatus.NOT_FOUND
    title = _("There is no case with this number.")


def find_ticket(*, user: Any, ref: str) -> Ticket:
    """Return the ticket with the people around it; raises UnknownTicket."""
    rows = Ticket.objects.visible_to(user).select_related("contact", "assignee", "resolved_by", "follows", "clock")
    found = rows.filter(ref=read_ref(ref) or "").first()
    if found is None:
        raise UnknownTicket
    return found
