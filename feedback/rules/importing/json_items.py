"""Reads a JSON export piece by piece: a line at a time, or a list's members one after the other.

A large document is never held whole: of a list one member is, and that is bounded.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any

from feedback.rules.importing.case import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 1 << 18
MOST_ITEM = 8_000_000  # characters of one ticket with all that was said
SPACE = " \t\r\n"
MOST_DIGITS = 100
LISTS = ("tickets", "users", "comments", "articles", "results")


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _whole_number(digits: str) -> int | str:
    """A number beyond reason stays a text, so that it costs its row and not the document."""
    return int(digits) if len(digits) <= MOST_DIGITS else digits[:MOST_DIGITS]


DECODER = json.JSONDecoder(parse_constant=_no_constant, parse_int=_whole_number)


@dataclass(frozen=True)
class Item:
    """One member: the list that it stands in, where, and its value or why it has none."""

    room: str
    place: str
    value: Any = None
    fault: Fault | None = None
    detail: str = ""


class _BrokenError(Exception):
    """What cannot be read any further."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(fault)
        self.fault, self.detail = fault, detail


def json_items(stream: IO[str]) -> Iterator[Item]:
    """Return the members of an export: of JSON lines, of a list, or of the lists in an object."""
    source = _Source(stream)
    opening = source.peek()
    if opening == "[":
        yield from _guarded(source, _list(source, "tickets", "tickets"), "tickets")
    elif opening == "{" and source.is_document():
        yield from _guarded(source, _object(source), "tickets")
    else:
        yield from _lines(source)


def _guarded(source: _Source, found: Iterator[Item], room: str) -> Iterator[Item]:
    """Where the document breaks off nothing after it can be found again."""
    try:
        yield from found
    except _BrokenError as error:
        detail = error.detail or f"{source.taken + source.at}"
        yield Item(room, f"@{source.taken + source.at}", fault=error.fault, detail=detail)


def _object(source: _Source) -> Iterator[Item]:
    source.expect("{")
    while source.peek() != "}":
        name = source.value()
        if not isinstance(name, str):
            raise _BrokenError(Fault.BROKEN_OFF)
        source.expect(":")
        if name in LISTS and source.peek() == "[":
            yield from _list(source, "tickets" if name == "results" else name, name)
        else:
            source.value()
        if source.peek() == ",":
            source.expect(",")
    source.expect("}")


def _list(source: _Source, room: str, name: str) -> Iterator[Item]:
    source.expect("[")
    number = 0
    while source.peek() != "]":
        yield Item(room, f"{name}[{number}]", source.value())
        number += 1
        if source.peek() == ",":
            source.expect(",")
        elif source.peek() != "]":
            raise _BrokenError(Fault.BROKEN_OFF)
    source.expect("]")


def _lines(source: _Source) -> Iterator[Item]:
    """Read JSON lines; one that cannot be read is told, and the next one counts."""
    for number, line in enumerate(source.lines(), 1):
        place = f"line {number}"
        if line is None:
            yield Item("tickets", place, fault=Fault.TOO_LARGE)
        elif line.strip(SPACE):
            try:
                value = _parse(line)
            except _BrokenError as error:
                yield Item("tickets", place, fault=Fault.UNREADABLE, detail=error.detail)
            else:
                yield from _line_items(value, place)


def _line_items(value: Any, place: str) -> Iterator[Item]:
    """A line is a ticket, a user, or a page of the API."""
    lists = [name for name in LISTS if isinstance(value, dict) and isinstance(value.get(name), list)]
    is_page = isinstance(value, dict) and not {"id", "number", "ticket"} & value.keys()
    if not (is_page and lists):
        yield Item("users" if _is_user(value) else "tickets", place, value)
        return
    for name in lists:
        for number, member in enumerate(value[name]):
            yield Item("tickets" if name == "results" else name, f"{place} {name}[{number}]", member)


def _is_user(value: Any) -> bool:
    return isinstance(value, dict) and {"role", "email"} <= value.keys() and "status" not in value


def _parse(text: str) -> Any:
    try:
        return DECODER.decode(text.strip(SPACE))
    except (ValueError, RecursionError) as error:
        raise _BrokenError(Fault.UNREADABLE, _told(error)) from error


def _told(error: Exception) -> str:
    return f"{error.msg}: {error.colno}" if isinstance(error, json.JSONDecodeError) else type(error).__name__


class _Source:
    """A window on the document: `at` is how far of the buffer is read, `taken` what lies before it."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream, self._buffer, self._ended = stream, "", False
        self.at = self.taken = 0

    def peek(self) -> str:
        """Return the next character that is no space; raises at the end."""
        while True:
            while self.at < len(self._buffer):
                if self._buffer[self.at] not in SPACE:
                    return self._buffer[self.at]
                self.at += 1
            if not self._more():
                return ""

    def expect(self, character: str) -> None:
        if self.peek() != character:
            raise _BrokenError(Fault.BROKEN_OFF)
        self.at += 1

    def value(self) -> Any:
        """Read a whole value; raises where it is none, breaks off or is too large."""
        if self.peek() in ("", ",", "]", "}"):
            raise _BrokenError(Fault.BROKEN_OFF)
        while True:
            try:
                found, end = DECODER.raw_decode(self._buffer, self.at)
            except RecursionError as error:
                raise _BrokenError(Fault.BROKEN_OFF, "RecursionError") from error
            except ValueError as error:
                if len(self._buffer) - self.at > MOST_ITEM:
                    raise _BrokenError(Fault.TOO_LARGE) from error
                if not self._more(len(self._buffer) - self.at):
                    raise _BrokenError(Fault.BROKEN_OFF, _told(error)) from error
                continue
            if end == len(self._buffer) and self._more():
                continue  # a number may go on
            self.at = end
            return found

    def is_document(self) -> bool:
        """Whether an object that begins here is one document: JSON lines hold a whole one on their first line."""
        while "\n" not in self._buffer and len(self._buffer) <= MOST_ITEM and self._more(len(self._buffer)):
            continue
        line = self._buffer[self.at :].partition("\n")[0]
        try:
            first = DECODER.decode(line.strip(SPACE))
        except (ValueError, RecursionError):
            return not self._buffer[self.at :].startswith('{"id"')
        rest = self._buffer[self.at + len(line) :].strip(SPACE)
        lists = isinstance(first, dict) and any(isinstance(first.get(name), list) for name in LISTS)
        return lists and not rest and self._ended and not {"id", "number", "ticket"} & first.keys()

    def lines(self) -> Iterator[str | None]:
        """Return the lines from the buffer's beginning, None for one that is too large."""
        rest, self._buffer = self._buffer, ""
        skipping, chunk = False, "begin"
        while chunk:
            *whole, rest = rest.split("\n")
            for line in whole:
                yield None if skipping or len(line) > MOST_ITEM else line
                skipping = False
            if len(rest) > MOST_ITEM:
                rest, skipping = "", True
            chunk = self._stream.read(CHUNK)
            rest += chunk
        if rest or skipping:
            yield None if skipping else rest

    def _more(self, wanted: int = 0) -> bool:
        """Read on, at least as much again as is wanted, and forget what is read."""
        chunk = "" if self._ended else self._stream.read(max(CHUNK, wanted))
        if not chunk:
            self._ended = True
            return False
        self.taken += self.at
        self._buffer, self.at = self._buffer[self.at :] + chunk, 0
        return True
