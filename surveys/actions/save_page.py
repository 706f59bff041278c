"""Keep a page that a respondent sent, and complete the response after the last one."""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from feedback_site.kit import clock
from feedback_site.kit.problems import TooLarge
from notifications.event_log import record_all
from surveys.actions.grade_response import grade_response, note_copy
from surveys.actions.inserting.insert_at_once import insert_at_once
from surveys.actions.take_slots import take_slots
from surveys.events import ResponseCompleted, ResponseStarted
from surveys.models import Response
from surveys.queries.definitions import documents_of
from surveys.queries.spent_ids import is_spent
from surveys.rules.anonymity import coarse
from surveys.rules.lifecycle import State
from surveys.rules.sitting.turns import Go, Sitting, Turn, take_page

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from uuid import UUID

    from feedback_site.kit.events import Event
    from surveys.rules.sitting.taking import Entry

MOST_CHARACTERS = 200_000


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A page as it came in; nothing in it is trusted. `signs` are what the request itself tells of quality."""

    page: str
    entries: Mapping[str, Entry]
    go: Go = Go.NEXT
    shown: Collection[str] | None = None
    language: str = ""
    signs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Saved:
    """The response as it now stands; `turn` is None when it was complete already and nothing changed."""

    response: Response
    turn: Turn | None


@transaction.atomic
def save_page(*, response_id: UUID, sent: Sent) -> Saved:
    """Save a page of a response that exists; a complete one stays as it is. Raises Response.DoesNotExist."""
    response = Response.objects.locked().select_related("survey").only(*FIELDS).get(pk=response_id)
    if response.is_complete:
        return Saved(response, None)
    turn = apply(response, sent)
    store(response, turn)
    return Saved(response, turn)


def store(response: Response, turn: Turn) -> None:
    """Store a locked response, which has its survey, after a turn, with all that follows from it."""
    if response.survey.schedule.state_at(State(response.survey.state), clock.now()) is State.CLOSED:
        response.quality["late"] = True
    if turn.is_complete:
        note_copy(response)
        take_slots(response, sitting_of(response))
    response.save(update_fields=CHANGING)
    if turn.is_complete:
        _record(response, completed(response))


TIMES = ["survey__opens_at", "survey__closes_at"]
FIELDS = [*(f.attname for f in Response._meta.concrete_fields), "survey__state", "survey__slug", *TIMES]  # noqa: SLF001 -- public in Django's documentation
CHANGING = ["language", "status", "page", "visited", "answers", "pending", "absent", "quality", "fingerprint"]
CHANGING += ["updated_at", "completed_at"]


def insert(response: Response, turn: Turn) -> bool:
    """Insert a response with all that follows from it; False when the id is taken."""
    events = [started(response), *([completed(response)] if turn.is_complete else [])]
    takes_place = turn.is_complete and documents_of(response.version_id).sidecar.limits is not None
    if not takes_place and not _is_anonymous(response):
        return insert_at_once(response, events)
    try:
        with transaction.atomic():
            if turn.is_complete:
                note_copy(response)
            response.save(force_insert=True)
            # Looked at after the insert, which waits for a sealing that goes on at this moment.
            if _is_anonymous(response) and is_spent(response.pk):
                transaction.set_rollback(True)
                return False
            if turn.is_complete:
                take_slots(response, sitting_of(response))
                if "over" in response.quality:
                    response.save(update_fields=["quality"])
            _record(response, *events)
    except IntegrityError:
        if not Response.objects.filter(pk=response.pk).exists():
            raise
        return False
    return True


def apply(response: Response, sent: Sent) -> Turn:
    """Take the page into the row; the caller stores it."""
    documents = documents_of(response.version_id)
    if sent.language in documents.locales:
        response.language = sent.language
    turn = take_page(sitting_of(response), page=sent.page, entries=sent.entries, go=sent.go, shown=sent.shown)
    response.quality |= dict.fromkeys(sorted(sent.signs), True)
    put(response, turn, is_timed=True)
    return turn


def put(response: Response, turn: Turn, *, is_timed: bool = False) -> None:
    """Write a turn into the row. Raises TooLarge."""
    if len(json.dumps([turn.answers, turn.pending], ensure_ascii=False)) > MOST_CHARACTERS:
        raise TooLarge
    now = coarse(clock.now()) if _is_anonymous(response) else clock.now()
    response.answers, response.pending, response.absent = turn.answers, turn.pending, turn.absent
    response.visited, response.page = list(turn.visited), turn.page
    response.updated_at = now
    if _is_anonymous(response):
        response.started_at = now
    if turn.is_complete:
        response.status, response.completed_at = Response.Status.COMPLETE, now
        grade_response(response, is_timed=is_timed)


def sitting_of(response: Response, language: str = "") -> Sitting:
    """The response as the rules see it, in its own language or another of the survey's."""
    documents = documents_of(response.version_id)
    return Sitting(
        definition=documents.definition,
        answers=response.answers,
        pending=response.pending,
        visited=tuple(response.visited),
        locale=documents.locale(language or response.language),
        seed=response.seed,
        now=clock.now(),
    )


def started(response: Response) -> ResponseStarted:
    """The event of a first page."""
    return ResponseStarted(**_named(response))


def completed(response: Response) -> ResponseCompleted:
    """The event of a last page."""
    return ResponseCompleted(**_named(response))


def _record(response: Response, *events: Event) -> None:
    """Write the events down; those of an anonymous response at the beginning of the week."""
    with clock.at(coarse(clock.now())) if _is_anonymous(response) else nullcontext():
        record_all(events)


def _is_anonymous(response: Response) -> bool:
    return documents_of(response.version_id).sidecar.is_anonymous


def _named(response: Response) -> dict[str, Any]:
    """What events say of a response; of an anonymous one nothing that is its own."""
    is_anonymous = _is_anonymous(response)
    return {
        "response_id": "" if is_anonymous else str(response.pk),
        "survey_id": response.survey_id,
        "version_id": response.version_id,
        "language": "" if is_anonymous else response.language,
    }
