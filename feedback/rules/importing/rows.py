"""The rows of an export, one after the other, from its beginning: the same file gives the same rows each time."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from feedback.rules.importing import tables, zammad, zendesk
from feedback.rules.importing.case import DETAIL_LENGTH, NUMBER_LENGTH, PLACE_LENGTH, NotTaken, Row, Source
from feedback.rules.importing.fields import table, text
from feedback.rules.importing.json_items import Item, json_items
from feedback.rules.importing.people import People
from feedback.rules.importing.sheet import sheet_rows
from feedback.rules.texts import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime, tzinfo

    from _typeshed import WriteableBuffer

    from feedback.rules.importing.columns import Column

READERS: dict[Source, type[zendesk.Reader | zammad.Reader]] = {
    Source.ZENDESK: zendesk.Reader,
    Source.ZAMMAD: zammad.Reader,
}
MOST_APART = 200_000  # messages that stand apart from their tickets, kept while a file is read


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How a file is to be read."""

    source: Source
    zone: tzinfo
    now: datetime
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    mapping: Mapping[int, Column] = field(default_factory=dict)


def rows(content: IO[bytes], manner: Manner) -> Iterator[Row]:
    """Return the rows of a seekable file, each bounded and fit to be stored."""
    found = _sheet(content, manner) if manner.source == Source.CSV else _json(content, manner)
    for row in found:
        yield Row(
            place=clean(row.place)[:PLACE_LENGTH],
            told=row.told,
            fault=row.fault,
            detail=clean(row.detail)[:DETAIL_LENGTH],
            number=clean(row.number)[:NUMBER_LENGTH],
        )


def text_of(content: IO[bytes], encoding: str) -> IO[str]:
    """Return the text of a file from its beginning; the file stays open when the text is let go."""
    content.seek(0)
    return io.TextIOWrapper(io.BufferedReader(_Kept(content)), encoding=encoding, errors="replace", newline="")


def _sheet(content: IO[bytes], manner: Manner) -> Iterator[Row]:
    found = sheet_rows(text_of(content, manner.encoding), manner.delimiter)
    next(found, None)  # the headings
    yield from tables.Reader(manner.mapping, manner.zone, manner.now).rows(found)


def _json(content: IO[bytes], manner: Manner) -> Iterator[Row]:
    """Read twice: who is meant by which number, then the tickets; a list may stand before or after the other."""
    people, apart = People(), _Apart()
    for item in json_items(text_of(content, manner.encoding)):
        if item.room == "users":
            people.add(item.value)
        elif item.room in ("comments", "articles"):
            apart.add(item.value)
    reader = READERS[manner.source](people, manner.zone, manner.now)
    for item in json_items(text_of(content, manner.encoding)):
        if item.room == "tickets":
            yield _row(item, reader, apart)


def _row(item: Item, reader: zendesk.Reader | zammad.Reader, apart: _Apart) -> Row:
    if item.fault:
        return Row(place=item.place, fault=item.fault, detail=item.detail)
    try:
        told = reader.read(apart.joined(item.value))
    except NotTaken as found:
        return Row(place=item.place, fault=found.fault, detail=found.detail, number=found.number)
    return Row(place=item.place, told=told, number=told.number)


class _Apart:
    """Comments and articles in a list of their own, by the number of their ticket."""

    def __init__(self) -> None:
        self._by_ticket: dict[str, list[object]] = {}
        self._count = 0

    def add(self, raw: object) -> None:
        key = text(table(raw).get("ticket_id"), NUMBER_LENGTH)
        if key and self._count < MOST_APART:
            self._count += 1
            self._by_ticket.setdefault(key, []).append(raw)

    def joined(self, raw: object) -> object:
        """Return the ticket with what was said on it."""
        ticket = table(raw)
        ticket = table(ticket.get("ticket")) or ticket
        found = self._by_ticket.get(text(ticket.get("id"), NUMBER_LENGTH)) if self._by_ticket else None
        return {"ticket": ticket, "comments": found, "articles": found} if found else raw


class _Kept(io.RawIOBase):
    """A file that survives its text wrapper."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content = content

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer)
        found = self._content.read(len(room))
        room[: len(found)] = found
        return len(found)
