"""The tree of parts, found in one pass over the bytes and never deeper or larger than allowed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from feedback.rules.mail import transfer
from feedback.rules.mail.headers import ContentType, Headers, content_type, read_headers
from feedback.rules.mail.limits import Budget

BLANK_LINE = re.compile(rb"(?m)^\r?\n")
LATE_HEADERS = re.compile(rb"[\r\n]{1,20}(?=(?:[A-Za-z][A-Za-z0-9-]{1,60}:[ \t][^\n]*\n(?:[ \t]+[^\n]*\n){0,50}){2})")
DELIMITER = re.compile(rb"(?:\A|\n)--([^\r\n]+)")


@dataclass
class Node:
    """One part with its decoded bytes, or with the parts inside it."""

    headers: Headers
    type: ContentType
    content: bytes = b""
    raw: bytes = b""
    children: list[Node] = field(default_factory=list)
    message: Node | None = None


@dataclass(frozen=True)
class Mark:
    """A boundary line: where what precedes it ends, and where the line after it starts."""

    end: int
    after: int
    level: int
    closing: bool


class Reader:
    """Walks through the bytes once; the open boundaries are a stack."""

    def __init__(self, data: bytes, budget: Budget, depth: int) -> None:
        self.data = data
        self.budget = budget
        self.depth = depth
        self.boundaries: list[bytes] = []
        self.closed: list[bool] = []
        self.lines: dict[bytes, tuple[int, bool]] = {}

    def read(self) -> Node:
        node, _ = self.part(0, "text/plain", self.depth)
        return node

    def part(self, start: int, default: str, depth: int) -> tuple[Node, Mark | None]:
        """The part that starts here and the boundary that ended it."""
        headers, body = self.headers(start)
        kind = content_type(headers, default)
        boundary = words_boundary(kind)
        if kind.kind.startswith("multipart/") and boundary:
            self.budget.take_container(depth + 1)
            node = Node(headers, kind)
            return node, self.multipart(node, body, boundary, depth + 1)
        mark = self.next_mark(body)
        self.budget.take_part()
        raw = self.data[body : mark.end] if mark else self.unmarked_end(self.data[body:])
        if kind.kind.startswith("multipart/"):
            kind = ContentType("text/plain", {})
        node = Node(headers, kind, transfer.decode(raw, headers.text("content-transfer-encoding")), raw)
        if kind.kind in {"message/rfc822", "message/global", "message/news"}:
            self.budget.take_container(depth + 1)
            node.message = Reader(node.content, self.budget, depth + 1).read()
        return node, mark

    def headers(self, start: int) -> tuple[Headers, int]:
        """A boundary line inside the headers ends the part that never got a body."""
        mark = self.next_mark(start)
        if mark is None:
            return read_headers(self.data, start)
        headers, length = read_headers(self.data[start : mark.end], 0)
        return headers, start + length

    def multipart(self, node: Node, body: int, boundary: bytes, depth: int) -> Mark | None:
        """Fill in the parts; the mark that is returned belongs to an outer multipart."""
        self.enter(boundary)
        level = len(self.boundaries)
        default = "message/rfc822" if node.type.kind == "multipart/digest" else "text/plain"
        mark = self.next_mark(body)
        if mark is None or (mark.level == level and mark.closing and self.data[body : mark.end].strip()):
            self.leave()
            return self.flat(node, body, mark or self.next_mark(body))
        mark = self.opening(mark, level)
        while mark is not None and mark.level == level and not mark.closing and mark.after < len(self.data):
            start = mark.after
            child, mark = self.part(start, default, depth)
            if not (mark and self.cut_short(child, start, mark)):
                node.children.append(child)
        self.leave()
        if mark is not None and mark.level == level:
            mark = self.next_mark(max(mark.after - 1, body))
        return mark

    def opening(self, mark: Mark, level: int) -> Mark:
        """The first part may come behind an end that was written too soon."""
        following: Mark | None = mark
        while following is not None and following.level == level and following.closing:
            following = self.next_mark(max(following.after - 1, following.end + 1))
        return following if following is not None and following.level == level else mark

    def cut_short(self, node: Node, start: int, mark: Mark) -> bool:
        """Whether a boundary came before the part had a body, or even the blank line before one."""
        empty = not node.raw and not node.children and not node.message
        return empty and not BLANK_LINE.search(self.data, start, mark.end + 2)

    def unmarked_end(self, raw: bytes) -> bytes:
        """The last part, whose closing boundary may hang at the end of its last line."""
        closing = b"--" + self.boundaries[-1] + b"--" if self.boundaries else b""
        return raw.rstrip().removesuffix(closing) if closing and raw.rstrip().endswith(closing) else raw

    def flat(self, node: Node, body: int, mark: Mark | None) -> Mark | None:
        """A multipart whose boundary never comes: its text is all there is."""
        self.budget.take_part()
        end = mark.end if mark else len(self.data)
        raw = self.data[body:end]
        if raw.strip():
            node.children.append(Node(Headers(), ContentType("text/plain", {}), raw, raw))
        return mark

    def next_mark(self, start: int) -> Mark | None:
        """The next boundary line of any open multipart."""
        if not self.lines:
            return None
        for match in DELIMITER.finditer(self.data, max(start - 1, 0)):
            if found := self.lines.get(match[1].rstrip()):
                end = match.start()
                end -= self.data[max(end - 1, 0) : end] == b"\r"
                after = self.data.find(b"\n", match.end())
                after = len(self.data) if after < 0 else after + 1
                return Mark(max(end, start), after, *found)
        return None

    def enter(self, boundary: bytes) -> None:
        self.boundaries.append(boundary)
        self.closed.append(b"--" + boundary + b"--" in self.data)
        self.remember()

    def leave(self) -> None:
        self.boundaries.pop()
        self.closed.pop()
        self.remember()

    def remember(self) -> None:
        """The lines that end a part: the inner multipart's, and those of outer ones that are closed at all."""
        self.lines = {}
        for level, boundary in enumerate(self.boundaries, 1):
            if level < len(self.boundaries) and not self.closed[level - 1]:
                continue
            self.lines[boundary] = (level, False)
            self.lines[boundary + b"--"] = (level, True)


def words_boundary(kind: ContentType) -> bytes:
    return kind.parameters.get("boundary", "").rstrip().encode("utf-8", "surrogateescape")


def read_structure(data: bytes, budget: Budget | None = None) -> Node:
    """The tree of a whole mail; blank lines that came before its headers do not count."""
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    if blank := LATE_HEADERS.match(data):
        data = data[blank.end() :]
    return Reader(data, budget or Budget(), 0).read()
