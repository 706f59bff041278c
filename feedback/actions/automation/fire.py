"""Let a rule fire on a ticket because of an event: once, braked, and written down with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from feedback.actions.automation.act import act
from feedback.models import AutomationEffect, AutomationRun, Ticket
from feedback.queries.automation.wishes import MACHINE
from feedback.queries.inbox.ticket_filter import TicketFilter
from feedback.rules.automation.shape import TO_THE_PERSON, Outcome, Verb, brake
from feedback.rules.names import Priority
from feedback_site.kit import clock
from feedback_site.kit.fields import CurrentTransaction
from feedback_site.kit.problems import Problem
from notifications.models import LoggedEvent

if TYPE_CHECKING:
    from feedback.models import AutomationVersion

HOUR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Cause:
    """The event that a rule answers to; `depth` counts the rules before it in the chain."""

    event_id: int
    ticket_id: int
    depth: int = 0


@transaction.atomic
def fire(*, version: AutomationVersion, cause: Cause) -> AutomationRun | None:
    """Do what the rule says if it fits and has not answered to this event; a deed that is refused undoes the others."""
    tickets = Ticket.objects.select_for_update(of=("self",), no_key=True)
    ticket = tickets.select_related("contact", "team").get(pk=cause.ticket_id)
    before = AutomationRun.objects.filter(rule=version.rule_id, ticket=ticket, cause_id=cause.event_id)
    wanted = TicketFilter.from_json(version.condition)
    if before.exists() or not wanted.tickets(MACHINE).filter(pk=ticket.pk).exists():
        return None
    run = AutomationRun(
        rule_id=version.rule_id,
        version=version,
        ticket=ticket,
        contact_id=ticket.contact_id,
        cause_id=cause.event_id,
        depth=cause.depth + 1,
        why={"trigger": version.trigger, "condition": version.condition, "values": _values(ticket, wanted)},
        at=clock.now(),
    )
    run.outcome = _stopped(version, run)
    if not run.outcome:
        with translation.override(settings.LANGUAGE_CODE):
            run.outcome, run.reason = _act(version, ticket)
    run.save()
    if run.outcome == Outcome.DONE:
        _note_effects(run, ticket)
    return run


def _stopped(version: AutomationVersion, run: AutomationRun) -> str:
    lately = AutomationRun.objects.filter(ticket=run.ticket, at__gt=run.at - HOUR)
    if brake(depth=run.depth, lately=lately.filter(outcome=Outcome.DONE.value).count()):
        return Outcome.LOOPED.value
    limit = version.limit
    if limit is None:
        return ""
    mine = AutomationRun.objects.filter(rule=version.rule_id, outcome=Outcome.DONE.value)
    mine = mine.filter(at__gt=run.at - timedelta(hours=limit.hours))
    to_them = mine.filter(contact_id=run.contact_id) if run.contact_id else mine.filter(ticket=run.ticket)
    return Outcome.LIMITED.value if to_them.count() >= limit.times else ""


def _act(version: AutomationVersion, ticket: Ticket) -> tuple[str, str]:
    left_out = [action for action in version.actions if _is_unwished(action, ticket)]
    wanted = [action for action in version.actions if action not in left_out]
    try:
        with transaction.atomic():
            done = [act(action=action, ticket=ticket, texts=version.texts) for action in wanted]
    except Problem as problem:
        told = [str(one) for errors in problem.errors.values() for one in errors]
        return Outcome.FAILED.value, (" ".join(told) or str(problem))[:300]
    silence = _("This person asked that nothing be sent, so no rule wrote to them.") if left_out else ""
    return (Outcome.DONE.value if any(done) else Outcome.SAME.value), silence


def _is_unwished(action: str, ticket: Ticket) -> bool:
    """Whether it mails somebody who wants to hear nothing but answers; a question is then asked on their page alone."""
    is_quiet = ticket.contact is not None and ticket.contact.do_not_contact
    verb = action.partition(":")[0]
    return is_quiet and verb in TO_THE_PERSON and verb != Verb.ASK


def _note_effects(run: AutomationRun, ticket: Ticket) -> None:
    """Bind the events of this firing to it: those of this transaction that no other firing has."""
    own = LoggedEvent.objects.filter(subject=ticket.event_subject, xid=CurrentTransaction(), id__gt=run.cause_id)
    taken = AutomationEffect.objects.filter(run__ticket=ticket).values("event_id")
    AutomationEffect.objects.bulk_create(
        AutomationEffect(run=run, event_id=key) for key in own.exclude(pk__in=taken).values_list("pk", flat=True)
    )


def _values(ticket: Ticket, wanted: TicketFilter) -> dict[str, Any]:
    """Return how the ticket stood in what the rule asks for."""
    stands: dict[str, Any] = {
        "status": ticket.status,
        "assignee": ticket.assignee_id,
        "team": ticket.team_id,
        "priority": Priority(ticket.priority).key,
        "channel": ticket.channel,
        "language": ticket.language,
        "reason": ticket.close_reason,
    }
    return {name: stands[name] for name in wanted.to_json() if name in stands}
