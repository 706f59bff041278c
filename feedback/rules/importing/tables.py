"""A case as the rows of a CSV tell it: one row a case, or one row a message with the case's number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedback.rules.importing.case import (
    MOST_MESSAGES,
    NAME_LENGTH,
    SUBJECT_LENGTH,
    Fault,
    NotTaken,
    Person,
    Remark,
    Row,
    Said,
    Told,
)
from feedback.rules.importing.columns import Column
from feedback.rules.importing.fields import address, body, moment, named_address, number, text
from feedback.rules.importing.finish import finished, set_tags, set_words
from feedback.rules.importing.words import KINDS
from feedback.rules.names import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime, tzinfo

    from feedback.rules.importing.sheet import SheetRow

WORD = 60
PARTED = re.compile(r"[,，;；|]")
MOST_CELLS_KEPT = MOST_MESSAGES + 1


@dataclass(frozen=True)
class Reader:
    """Turns the rows of one case into it."""

    mapping: Mapping[int, Column]
    zone: tzinfo
    now: datetime

    def rows(self, sheet: Iterable[SheetRow]) -> Iterator[Row]:
        """Return the cases; rows of one case stand together."""
        group: list[tuple[int, dict[Column, str]]] = []
        for row in sheet:
            cells = self._cells(row)
            key = text(cells.get(Column.NUMBER, ""), WORD)
            if group and (row.fault or not key or key != text(group[0][1].get(Column.NUMBER, ""), WORD)):
                yield self._row(group)
                group = []
            if row.fault:
                yield Row(place=f"line {row.line}", fault=row.fault, detail=row.detail)
            elif len(group) < MOST_CELLS_KEPT:
                group.append((row.line, cells))
        if group:
            yield self._row(group)

    def _cells(self, row: SheetRow) -> dict[Column, str]:
        return {column: row.cells[at].strip() for at, column in self.mapping.items() if at < len(row.cells)}

    def _row(self, group: list[tuple[int, dict[Column, str]]]) -> Row:
        first, last = group[0][0], group[-1][0]
        place = f"line {first}" if first == last else f"line {first}–{last}"
        try:
            told = self._told([cells for _line, cells in group])
        except NotTaken as found:
            return Row(place=place, fault=found.fault, detail=found.detail, number=found.number)
        return Row(place=place, told=told, number=told.number)

    def _told(self, group: list[dict[Column, str]]) -> Told:
        told = Told(number=number(group[0].get(Column.NUMBER, "")))
        try:
            return self._read(group, told)
        except NotTaken as found:
            found.number = told.number
            raise

    def _read(self, group: list[dict[Column, str]], told: Told) -> Told:
        whole = {column: _first(group, column) for column in Column}
        told.created_at, told.updated_at = self._at(whole[Column.CREATED]), self._at(whole[Column.UPDATED])
        told.solved_at = self._at(whole[Column.SOLVED])
        set_words(
            told,
            status=text(whole[Column.STATUS], WORD),
            priority=text(whole[Column.PRIORITY], WORD),
            channel=text(whole[Column.CHANNEL], WORD),
        )
        set_tags(told, PARTED.split(whole[Column.TAGS]))
        told.subject = text(whole[Column.SUBJECT], SUBJECT_LENGTH)
        told.requester = self._requester(whole, told)
        told.assignee = address(whole[Column.ASSIGNEE_EMAIL])
        if whole[Column.ASSIGNEE_EMAIL] and not told.assignee:
            told.remark(Remark.ASSIGNEE, whole[Column.ASSIGNEE_EMAIL])
        told.messages = [self._said(told, cells) for cells in group]
        return finished(told, self.now)

    def _requester(self, whole: dict[Column, str], told: Told) -> Person:
        name, email = named_address(whole[Column.REQUESTER_EMAIL])
        if whole[Column.REQUESTER_EMAIL] and not email:
            told.remark(Remark.ADDRESS, whole[Column.REQUESTER_EMAIL])
        return Person(name=text(whole[Column.REQUESTER_NAME], NAME_LENGTH) or name[:NAME_LENGTH], email=email)

    def _said(self, told: Told, cells: dict[Column, str]) -> Said:
        at = self._at(cells.get(Column.SAID_AT, "")) or self._at(cells.get(Column.CREATED, "")) or told.created_at
        if at is None:
            raise NotTaken(Fault.BAD_TIME)
        author = Person(
            name=text(cells.get(Column.AUTHOR_NAME, ""), NAME_LENGTH), email=address(cells.get(Column.AUTHOR_EMAIL, ""))
        )
        files = [text(name, 120) for name in PARTED.split(cells.get(Column.FILES, ""))]
        return Said(
            kind=self._kind(told, cells, author),
            at=at,
            body=body(cells.get(Column.BODY, "")),
            author=author,
            files=tuple(name for name in files if name),
        )

    def _kind(self, told: Told, cells: dict[Column, str], author: Person) -> Kind:
        """The kind as written; without one an author who is not the requester is of the staff."""
        word = text(cells.get(Column.KIND, ""), WORD).casefold()
        if word in KINDS:
            return KINDS[word]
        if author.email:
            return Kind.CUSTOMER if author.email == told.requester.email else Kind.REPLY
        named = author.name and told.requester.name
        return Kind.REPLY if named and author.name != told.requester.name else Kind.CUSTOMER

    def _at(self, value: str) -> datetime | None:
        return moment(value, zone=self.zone, now=self.now)


def _first(group: list[dict[Column, str]], column: Column) -> str:
    return next((cells[column] for cells in group if cells.get(column)), "")
