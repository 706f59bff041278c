"""Go on with imports: some rows at a time, in one transaction with what became of them and how far it is."""

from __future__ import annotations

import time
from datetime import timedelta
from itertools import islice
from typing import IO, TYPE_CHECKING

import structlog
from django.core.files.storage import default_storage
from django.db import DataError, IntegrityError, transaction
from django.db.models import F

from feedback.actions.importing.begin import TASK
from feedback.actions.importing.take import look_at, take
from feedback.events.importing import ImportMoved
from feedback.models import ImportLine, TicketImport
from feedback.models.importing.ticket_import import COUNTS
from feedback.rules.importing.case import Fault, Row, Source
from feedback.rules.importing.columns import Column
from feedback.rules.importing.rows import Manner, rows
from feedback.rules.importing.states import State
from feedback_site.celery import wake
from feedback_site.kit import clock
from notifications.event_log import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from feedback.actions.importing.take import Outcome

BATCH = 50
TURN = 20.0  # seconds after which other tasks of the worker have their turn
KEPT_FOR = timedelta(days=14)
log = structlog.get_logger(__name__)


def work_on_imports() -> int:
    """Go on with each import for a while; return how many rows were read."""
    forget_old_files()
    total = 0
    for row in TicketImport.objects.at_work().order_by("pk"):
        try:
            with default_storage.open(row.file) as content:
                total += go_on(run=row, content=content, seconds=TURN)
        except FileNotFoundError:
            log.warning("import_file_gone", run=row.pk)
            _move(row, State.BROKEN, TicketImport.objects.filter(pk=row.pk))
    if total and TicketImport.objects.at_work().exists():
        wake(TASK)
    return total


def go_on(*, run: TicketImport, content: IO[bytes], seconds: float | None = None) -> int:
    """Read on from where it stands until it is through, stopped, or the time is over; return how many rows.

    Killed at any moment it goes on with the first row whose batch did not stand.
    """
    began, run_at = time.monotonic(), run.position
    found = islice(rows(content, _manner(run)), run.position, None)
    while batch := list(islice(found, BATCH)):
        if not _stored(run, run_at, batch):
            return run_at - run.position
        run_at += len(batch)
        if seconds is not None and time.monotonic() - began > seconds:
            return run_at - run.position
    _finish(run, run_at)
    return run_at - run.position


def forget_old_files() -> None:
    """Delete what was uploaded and not gone on with for two weeks."""
    old = TicketImport.objects.exclude(file="").filter(changed_at__lt=clock.now() - KEPT_FOR)
    for row in old.exclude(pk__in=TicketImport.objects.at_work().values("pk")):
        _forget_file(row)


def _manner(run: TicketImport) -> Manner:
    return Manner(
        source=Source(run.source),
        zone=run.clock_zone,
        now=run.created_at,
        encoding=run.encoding,
        delimiter=run.delimiter,
        mapping={int(place): Column(name) for place, name in run.mapping.items()},
    )


def _stored(run: TicketImport, at: int, batch: list[Row]) -> bool:
    """Store a batch; one that the database refuses is stored row by row, and the poison told. False when moved."""
    try:
        return _store(run, at, batch)
    except (DataError, IntegrityError) as error:
        log.warning("import_batch_refused", run=run.pk, position=at, error=str(error)[:200])
    for place, row in enumerate(batch, at):
        try:
            is_ours = _store(run, place, [row])
        except (DataError, IntegrityError):
            refused = Row(place=row.place, number=row.number, fault=Fault.REFUSED)
            is_ours = _store(run, place, [refused])
        if not is_ours:
            return False
    return True


@transaction.atomic
def _store(run: TicketImport, at: int, batch: list[Row]) -> bool:
    """Take some rows, unless the import was stopped, or another worker is further; return whether they are ours."""
    held = TicketImport.objects.select_for_update(of=("self",), no_key=True).filter(pk=run.pk, position=at)
    row = held.filter(state=run.state, is_dry=run.is_dry).select_related("by").first()
    if row is None:
        return False
    outcomes = (look_at if row.is_dry else take)(run=row, rows=batch)
    ImportLine.objects.bulk_create(_lines(row, at, batch, outcomes))
    row.position = at + len(batch)
    for outcome in outcomes:
        name = "taken" if outcome.fault is None else "known" if outcome.fault == Fault.KNOWN else "refused"
        setattr(row, name, getattr(row, name) + 1)
        row.remarked += bool(outcome.fault is None and outcome.remarks)
    row.changed_at = clock.now()
    row.save(update_fields=["position", "changed_at", *COUNTS])
    return True


def _lines(run: TicketImport, at: int, batch: list[Row], outcomes: Iterable[Outcome]) -> Iterator[ImportLine]:
    for place, (row, outcome) in enumerate(zip(batch, outcomes, strict=True), at):
        told = [(outcome.fault.value, outcome.detail)] if outcome.fault else outcome.remarks
        for code, detail in told:
            yield ImportLine(
                run=run,
                position=place,
                place=row.place,
                number=row.number,
                code=code,
                detail=detail,
                is_taken=outcome.fault is None,
            )


def _finish(run: TicketImport, at: int) -> None:
    """Say that it is through, if it still is where it was; what was taken over needs its file no more."""
    state = State.LOOKED if run.is_dry else State.DONE
    found = TicketImport.objects.filter(pk=run.pk, position=at)
    if _move(run, state, found) and state == State.DONE:
        _forget_file(run)


@transaction.atomic
def _move(run: TicketImport, state: State, among: QuerySet[TicketImport]) -> bool:
    """Change the state if it is still what it was; the rows that were read are how many there are in all."""
    now = clock.now()
    moved = among.filter(state=run.state).update(
        state=state.value,
        changed_at=now,
        done_at=now if state == State.DONE else None,
        total=F("total") if state == State.BROKEN else F("position"),
    )
    if moved:
        record(ImportMoved(import_id=run.pk, state=state.value), subject=run.event_subject)
    return bool(moved)


def _forget_file(row: TicketImport) -> None:
    if row.file:
        default_storage.delete(row.file)
        TicketImport.objects.filter(pk=row.pk).update(file="")
