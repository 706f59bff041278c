"""HTML as a stream of tags and texts, in one pass that no markup can slow down."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = re.compile(r"/?\s*([a-zA-Z][^\s/>]*)")
ATTRIBUTE = re.compile(r"([^\s=\"'/>]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)")
RAW = {"script", "style", "title", "textarea", "noframes", "xmp"}
MAX_TAG = 10_000
MAX_ITEMS = 300_000


@dataclass(frozen=True)
class Tag:
    """One tag; `opens` is false for an end tag."""

    name: str
    opens: bool
    attributes: dict[str, str] = field(default_factory=dict)


class Scanner:
    """Remembers what is nowhere ahead, so that nothing is searched for twice."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.lower = html.lower() if len(html.lower()) == len(html) else html
        self.absent: set[str] = set()

    def find(self, needle: str, position: int) -> int:
        if needle in self.absent:
            return -1
        found = self.lower.find(needle, position)
        if found < 0:
            self.absent.add(needle)
        return found

    def scan(self) -> Iterator[str | Tag]:
        position = 0
        for _ in range(MAX_ITEMS):
            start = self.find("<", position)
            if start < 0:
                break
            if start > position:
                yield unescape(self.html[position:start])
            position, item = self.markup(start)
            if item is not None:
                yield item
        if position < len(self.html):
            yield unescape(self.html[position:])

    def markup(self, start: int) -> tuple[int, str | Tag | None]:
        """What begins with this angle bracket, and where it ends."""
        if self.html.startswith("<!--", start):
            end = self.find("-->", start + 4)
            return (end + 3 if end >= 0 else self.tag_end(start)), None
        if self.html.startswith(("<!", "<?"), start):
            return self.tag_end(start), None
        name = NAME.match(self.html, start + 1, start + 80)
        if not name:
            return start + 1, "<"
        end = self.tag_end(start)
        tag = self.tag(name[1].lower(), start, end)
        if tag.opens and tag.name in RAW:
            close = self.find(f"</{tag.name}", end)
            return (self.tag_end(close) if close >= 0 else end), None
        return end, tag

    def tag_end(self, start: int) -> int:
        """Behind the bracket that closes a tag; brackets inside quotes do not."""
        end = self.find(">", start)
        for _ in range(4):
            if end < 0 or end - start > MAX_TAG:
                break
            inside = self.html[start:end]
            if inside.count('="') == 0 or inside.count('"') % 2 == 0:
                break
            end = self.lower.find(">", end + 1, start + MAX_TAG)
        return len(self.html) if end < 0 else end + 1

    def tag(self, name: str, start: int, end: int) -> Tag:
        body = self.html[start + 1 : min(end - 1, start + MAX_TAG)]
        if body.startswith("/"):
            return Tag(name, opens=False)
        pairs = ATTRIBUTE.findall(body[len(name) :]) if "=" in body else []
        return Tag(name, opens=True, attributes={key.lower(): unescape(value.strip("\"'")) for key, value in pairs})
