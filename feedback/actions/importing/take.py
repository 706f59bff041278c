"""Take over some rows of an export: their rows, one event each, and clocks, as of this moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from feedback.actions.clocks.keep import KEPT, keep_clocks
from feedback.actions.clocks.release import begin_hold
from feedback.actions.importing.known import Known, known
from feedback.actions.start_wait import write_wait
from feedback.events.importing import TicketImported
from feedback.models import Message, Tagging, Ticket, TicketClock
from feedback.rules.clocks import RULES
from feedback.rules.clocks.history import History
from feedback.rules.clocks.reckon import reckon
from feedback.rules.importing.case import FROM_ELSEWHERE, Fault, Remark
from feedback.rules.importing.standing import standing
from feedback.rules.names import Kind, Status
from feedback_site.kit import clock
from notifications.event_log import record_each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from feedback.models import TicketImport
    from feedback.rules.importing.case import Person, Row, Standing, Told
    from feedback_site.kit.events import Event

SUMS = ("requester", "requester_business", "agent", "agent_business")


@dataclass
class Outcome:
    """What became of a row: not taken for a fault, or taken with remarks."""

    fault: Fault | None = None
    detail: str = ""
    remarks: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Taking:
    """A case on its way into the inbox."""

    told: Told
    outcome: Outcome
    stands: Standing
    ticket: Ticket
    messages: list[Message] = field(default_factory=list)

    def remark(self, what: Remark, detail: str = "") -> None:
        """Note what is not carried over because of what is here."""
        if what.value not in {code for code, _detail in self.outcome.remarks}:
            self.outcome.remarks.append((what.value, detail[:200]))


def origin_key(run: TicketImport, number: str) -> str:
    """Return the key by which the same export makes nothing twice."""
    return f"{FROM_ELSEWHERE}{run.source}:{run.space}:{number}"


def look_at(*, run: TicketImport, rows: Sequence[Row]) -> list[Outcome]:
    """Say what would become of the rows; nothing is written."""
    return [outcome for outcome, _told in _sorted_out(run, rows)]


@transaction.atomic
def take(*, run: TicketImport, rows: Sequence[Row]) -> list[Outcome]:
    """Make the cases; what is known already stays as it is, and nobody is told of anything."""
    outcomes = _sorted_out(run, rows)
    with clock.at(clock.now()):
        here = known([told for _outcome, told in outcomes if told])
        taking = [_begun(run, told, outcome, here) for outcome, told in outcomes if told]
        _write(run, taking, here)
        _record(run, taking)
        _keep(run, taking)
    return [outcome for outcome, _told in outcomes]


def _sorted_out(run: TicketImport, rows: Sequence[Row]) -> list[tuple[Outcome, Told | None]]:
    """Return each row's outcome, with its case where it is one that is not here yet."""
    keys = {origin_key(run, row.told.number): row.told.number for row in rows if row.told}
    there = dict(Ticket.objects.filter(origin_key__in=keys).values_list("origin_key", "origin"))
    found: list[tuple[Outcome, Told | None]] = []
    met: set[str] = set()
    for row in rows:
        if row.told is None:
            found.append((Outcome(row.fault or Fault.UNREADABLE, row.detail), None))
            continue
        key = origin_key(run, row.told.number)
        if key in met or _run_of(there.get(key)) == run.pk:
            found.append((Outcome(Fault.APART), None))
        elif key in there:
            found.append((Outcome(Fault.KNOWN), None))
        else:
            remarks = [(remark.value, detail) for remark, detail in row.told.remarks]
            found.append((Outcome(remarks=remarks), row.told))
        met.add(key)
    return found


def _run_of(origin: object) -> int | None:
    imported = origin.get("imported") if isinstance(origin, dict) else None
    return imported.get("run") if isinstance(imported, dict) else None


def _begun(run: TicketImport, told: Told, outcome: Outcome, here: Known) -> Taking:
    assignee = here.staff.get(told.assignee)
    if assignee and not assignee.may("ticket.reply"):
        assignee = None
    stands = standing(told, has_assignee=assignee is not None)
    now = clock.now()
    updated = told.updated_at or now
    ended = told.solved_at or updated
    done, shut = stands.status == Status.RESOLVED, stands.status == Status.CLOSED
    ticket = Ticket(
        ref=here.refs.pop(),
        channel=told.channel,
        subject=told.subject,
        language=settings.LANGUAGE_CODE,
        contact=here.contact(told.requester),
        status=stands.status,
        assignee=assignee,
        priority=told.priority.value,
        created_at=told.created_at or updated,
        changed_at=now if stands.awaited is not None else updated,
        last_message_at=told.messages[-1].at,
        wait_started_at=now if stands.awaited is not None else None,
        resolved_at=ended if done else None,
        closed_at=ended if shut else None,
        close_reason=stands.reason,
        origin_key=origin_key(run, told.number),
        origin={
            "survey": "",
            "answers": [],
            "imported": {"run": run.pk, "source": run.source, "space": run.space, "number": told.number},
        },
    )
    taking = Taking(told, outcome, stands, ticket)
    if told.assignee and assignee is None:
        taking.remark(Remark.ASSIGNEE, told.assignee)
    return taking


def _write(run: TicketImport, taking: list[Taking], here: Known) -> None:
    Ticket.objects.bulk_create(one.ticket for one in taking)
    for one in taking:
        one.messages = [
            Message(
                ticket=one.ticket,
                kind=said.kind,
                body=said.body,
                created_at=said.at,
                **_author(run, said.kind, said.author, one.told.requester, here),
            )
            for said in one.told.messages
        ]
    Message.objects.bulk_create(message for one in taking for message in one.messages)
    taggings = []
    for one in taking:
        tags = [here.tags[name.lower()] for name in one.told.tags if name.lower() in here.tags]
        taggings += [Tagging(ticket=one.ticket, tag=tag, created_at=clock.now()) for tag in tags]
        if len(tags) < len(one.told.tags):
            one.remark(Remark.TAGS, ", ".join(name for name in one.told.tags if name.lower() not in here.tags))
    Tagging.objects.bulk_create(taggings)


def _author(
    run: TicketImport, kind: Kind, author: Person, requester: Person, here: Known
) -> dict[str, User | str | None]:
    """Staff are known by their address, or by the name that is written; no account is made of a name."""
    if kind in (Kind.REPLY, Kind.NOTE):
        colleague = here.staff.get(author.email)
        return {
            "author": colleague,
            "author_name": "" if colleague else author.name or author.email[:100] or run.source,
        }
    other = author.name if author.name != requester.name and author.email != requester.email else ""
    return {"author": None, "author_name": other if kind == Kind.CUSTOMER else ""}


def _record(run: TicketImport, taking: list[Taking]) -> None:
    lines: list[tuple[Event, str]] = []
    for one in taking:
        awaited = one.messages[one.stands.awaited] if one.stands.awaited is not None else None
        if awaited:
            write_wait(ticket=one.ticket, message=awaited, number=2)
        event = TicketImported(
            ticket_id=one.ticket.pk,
            import_id=run.pk,
            source=run.source,
            number=one.told.number,
            message_id=awaited.pk if awaited else None,
            closed_at=one.ticket.closed_at.isoformat() if one.ticket.closed_at else None,
        )
        lines.append((event, one.ticket.event_subject))
    record_each(lines, actor_id=run.by_id)


def _keep(run: TicketImport, taking: list[Taking]) -> None:
    """Begin the clocks of what is unfinished; of what is finished nothing was counted here."""
    done = [one.ticket for one in taking if one.ticket.is_finished]
    nothing = reckon(History())
    sums = {name: getattr(nothing, name) for name in SUMS}
    TicketClock.objects.bulk_create(TicketClock(ticket=ticket, rules=RULES, **sums) for ticket in done)
    for one in taking:
        if one.ticket.is_finished:
            continue
        if one.stands.is_held:
            begin_hold(ticket=one.ticket, by=run.by)
        keep_clocks(ticket=one.ticket)
        one.ticket.save(update_fields=[*KEPT, "held_at"])
