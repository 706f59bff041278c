"""HTML cut into tags and text in one pass: whatever the sender wrote, the time grows with its length alone."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = re.compile(r"/?[A-Za-z][A-Za-z0-9:_-]{0,40}")
STOP = re.compile("[>\"']")
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]{1,60})(?:\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
MUTE = frozenset(
    {"script", "style", "title", "textarea", "xmp", "noembed", "noframes", "noscript", "iframe", "template", "svg",
     "math", "object", "applet", "select", "audio", "video", "canvas"}
)  # fmt: skip
MOST_ATTRIBUTES = 40


class Tag(NamedTuple):
    """A tag with what it says, in lower case."""

    name: str
    is_end: bool
    attributes: dict[str, str]


def tokens(source: str) -> Iterator[Tag | str]:
    """Yield tags and text in order; comments, and all inside elements that show nothing of use, are left out."""
    place, length = 0, len(source)
    while place < length:
        start = source.find("<", place)
        if start < 0:
            yield html.unescape(source[place:])
            return
        if start > place:
            yield html.unescape(source[place:start])
        name = NAME.match(source, start + 1)
        if name is None:
            place = _past_the_rest(source, start)
            if place == start + 1:
                yield "<"
            continue
        end = _end_of_tag(source, name.end())
        if end < 0:
            return
        tag = _tag(name.group(), source[name.end() : end])
        place = end + 1
        if tag.name in MUTE and not tag.is_end:
            place = _past_element(source, place, tag.name)
        else:
            yield tag


def _past_the_rest(source: str, start: int) -> int:
    """Return where it goes on after what begins like a tag and is none."""
    closing = "-->" if source.startswith("<!--", start) else ">" if source[start + 1 : start + 2] in "!?/" else ""
    if not closing or start + 1 == len(source):
        return start + 1
    end = source.find(closing, start)
    return len(source) if end < 0 else end + len(closing)


def _end_of_tag(source: str, place: int) -> int:
    """Return where the tag's ">" stands, outside quotation marks; -1 when it has none."""
    while stop := STOP.search(source, place):
        if stop.group() == ">":
            return stop.start()
        closing = source.find(stop.group(), stop.end())
        if closing < 0:
            return -1
        place = closing + 1
    return -1


def _past_element(source: str, place: int, name: str) -> int:
    closing = re.compile(f"</{name}[^>]{{0,100}}>", re.IGNORECASE).search(source, place)
    return closing.end() if closing else len(source)


def _tag(name: str, rest: str) -> Tag:
    if name.startswith("/"):
        return Tag(name[1:].lower(), is_end=True, attributes={})
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(rest):
        if len(found) >= MOST_ATTRIBUTES:
            break
        value = next((group for group in match.groups()[1:] if group is not None), "")
        found.setdefault(match.group(1).lower(), html.unescape(value))
    return Tag(name.lower(), is_end=False, attributes=found)
