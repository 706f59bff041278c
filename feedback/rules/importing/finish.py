"""Brings a case that was read into the form in which it is taken, within our bounds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from feedback.rules.importing.case import (
    MOST_MESSAGES,
    MOST_TAGS,
    SUBJECT_LENGTH,
    Fault,
    NotTaken,
    Remark,
    Stage,
)
from feedback.rules.importing.words import CHANNELS, GONE, MERGED, PRIORITIES, STAGES
from feedback.rules.names import MAX_BODY, Channel, Kind
from feedback.rules.tags import tag_name
from feedback.rules.texts import is_blank, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from feedback.rules.importing.case import Person, Said, Told

FILES_LINE = "[{names}]"
MOST_FILES = 50


def set_words(told: Told, *, status: str, priority: str, channel: str) -> None:
    """Read the three words; raises NotTaken for what is deleted or went on elsewhere."""
    stage = status.casefold()
    if stage in GONE:
        raise NotTaken(Fault.GONE, status)
    if stage in MERGED:
        raise NotTaken(Fault.MERGED, status)
    told.stage = STAGES.get(stage, Stage.DONE if told.solved_at else Stage.OPEN)
    if status and stage not in STAGES:
        told.remark(Remark.STATUS, status)
    told.priority = PRIORITIES.get(priority.casefold(), told.priority)
    if priority and priority.casefold() not in PRIORITIES:
        told.remark(Remark.PRIORITY, priority)
    told.channel = CHANNELS.get(channel.casefold(), told.channel)
    if channel and channel.casefold() not in CHANNELS:
        told.remark(Remark.CHANNEL, channel)


def set_tags(told: Told, names: Iterable[str]) -> None:
    """Keep the tags, each once, as many as a case bears."""
    found = {name.lower(): name for raw in names if (name := tag_name(raw))}
    told.tags = tuple(found.values())[:MOST_TAGS]
    if len(found) > MOST_TAGS:
        told.remark(Remark.TAGS, ", ".join(list(found.values())[MOST_TAGS:]))


def finished(told: Told, now: datetime) -> Told:
    """Put messages in order and cut what is too long for one; raises NotTaken where nothing was said."""
    told.messages = list(_messages(told))
    if not told.messages:
        raise NotTaken(Fault.NO_MESSAGES)
    if len(told.messages) > MOST_MESSAGES:
        raise NotTaken(Fault.TOO_MANY_MESSAGES, str(len(told.messages)))
    told.messages.sort(key=lambda said: said.at)
    first, last = told.messages[0].at, told.messages[-1].at
    told.created_at = min(told.created_at or first, first)
    told.updated_at = min(max(told.updated_at or last, last), now)
    spoken = next((said for said in told.messages if said.kind in (Kind.CUSTOMER, Kind.REPLY)), None)
    if spoken is not None and spoken.kind == Kind.REPLY:
        told.channel = Channel.STAFF
    told.requester = _named(told)
    line = " ".join((told.subject or "").split())[:SUBJECT_LENGTH]
    told.subject = line or subject_of(told.messages[0].body) or told.number
    return told


def _named(told: Told) -> Person:
    """Return the requester, by the name under which they wrote where no other is known."""
    known = told.requester
    names = (said.author.name for said in told.messages if said.author.name and said.author.email == known.email)
    return known if known.name or not known.email else replace(known, name=next(names, ""))


def _messages(told: Told) -> Iterator[Said]:
    for said in told.messages:
        body = said.body
        if said.files:
            told.remark(Remark.FILES, ", ".join(said.files[:MOST_FILES]))
            body = f"{body}\n\n{FILES_LINE.format(names=', '.join(said.files[:MOST_FILES]))}".strip()
        if is_blank(body):
            told.remark(Remark.EMPTY)
            continue
        if len(body) > MAX_BODY:
            told.remark(Remark.SPLIT)
        parts = (body[start : start + MAX_BODY].strip() for start in range(0, len(body), MAX_BODY))
        yield from (replace(said, body=part, files=()) for part in parts if not is_blank(part))
