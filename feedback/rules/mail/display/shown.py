"""The HTML of a mail as it may be shown: rebuilt tag by tag from a short list, then cleaned once more by nh3.

The rebuilding bounds length, number and depth of tags before nh3 sees any: it takes half a minute for a hundred
thousand tags one in another.
"""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

import nh3

from feedback.rules.mail.display.links import LONGEST as LONGEST_URL
from feedback.rules.mail.display.links import SCHEMES, link_of
from feedback.rules.mail.display.remote import MOST_ASKED, address_of, ask_link, is_remote, origin_of, placeholder
from feedback.rules.mail.display.styles import PROPERTIES, styles
from feedback.rules.mail.display.tokens import Tag, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from feedback.rules.mail.display.remote import Asking

LONGEST = 300_000
MOST_TAGS = 20_000
DEEPEST = 60
EMPTY = frozenset({"br", "hr", "img", "wbr", "col"})
TAGS = EMPTY | frozenset(
    {
        "a", "abbr", "b", "bdi", "bdo", "big", "blockquote", "caption", "center", "code", "colgroup", "dd", "del",
        "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "i", "ins", "li", "ol", "p", "pre", "q",
        "s", "small", "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
        "tt", "u", "ul",
    }
)  # fmt: skip
PLAIN = frozenset(
    {"alt", "width", "height", "align", "valign", "bgcolor", "color", "dir", "lang", "colspan", "rowspan",
     "border", "cellpadding", "cellspacing", "face", "size", "start"}
)  # fmt: skip
PICTURES = ("data:image/png;base64,", "data:image/gif;base64,", "data:image/jpeg;base64,", "data:image/webp;base64,")


@dataclass(frozen=True)
class Shown:
    """What may be shown, and what was kept back: pictures elsewhere, and whether something is left out.

    `origins` are those of the single pictures that were asked for, as a content policy names them.
    """

    html: str
    blocked: int
    is_cut: bool
    origins: tuple[str, ...] = ()


def shown(
    source: str,
    *,
    pictures: Mapping[str, str],
    with_remote: bool = False,
    wanted: Collection[int] = (),
    asking: Asking | None = None,
) -> Shown:
    """Return the HTML without anything that acts, fetches or leaves its place.

    `pictures` are the mail's own, as data: addresses by their Content-ID; pictures elsewhere stay away unless asked
    for, all or by their numbers (`wanted`). With `asking` a link stands where one is blocked.
    """
    work = _Rebuilding(pictures, with_remote=with_remote, wanted=wanted, asking=asking)
    for token in tokens(source[:LONGEST].replace("\0", "")):
        if isinstance(token, str):
            work.out.append(html.escape(token))
        elif not work.take(token):
            break
    work.close_down_to(0)
    clean = nh3.clean(
        "".join(work.out),
        tags=set(TAGS),
        attributes={
            "*": {*PLAIN, "style"},
            "a": {"href", "title", "target", "class"},
            "img": {"src"},
            "span": {"class"},
        },
        url_schemes={*SCHEMES, "data"},
        filter_style_properties=set(PROPERTIES),
        link_rel="noreferrer noopener nofollow",
        strip_comments=True,
    )
    is_cut = work.is_cut or len(source) > LONGEST
    return Shown(clean, work.blocked, is_cut=is_cut, origins=tuple(dict.fromkeys(work.origins)))


@dataclass
class _Rebuilding:
    """The new text, and which elements stand open in it; a link carries where it goes."""

    pictures: Mapping[str, str]
    with_remote: bool
    wanted: Collection[int]
    asking: Asking | None
    out: list[str] = field(default_factory=list)
    open: list[tuple[str, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    remote: int = 0
    blocked: int = 0
    count: int = 0
    is_cut: bool = False

    def take(self, tag: Tag) -> bool:
        """Write the tag if it may stand; False when there are too many."""
        self.count += 1
        if self.count > MOST_TAGS:
            self.is_cut = True
            return False
        if tag.name not in TAGS:
            return True
        if tag.is_end:
            self._end(tag.name)
        elif tag.name == "img":
            self._picture(tag)
        elif tag.name in EMPTY or len(self.open) < DEEPEST:
            self._begin(tag)
        else:
            self.is_cut = True
        return True

    def close_down_to(self, depth: int) -> None:
        """Close what stands open above this depth, links with the place they lead to."""
        while len(self.open) > depth:
            name, place = self.open.pop()
            self.out.append(f"</{name}>")
            if name == "a" and not self._in_link():
                self.out += self.links
                self.links.clear()
            if place:
                self.out.append(f' <span class="place">[{html.escape(place)}]</span>')

    def _in_link(self) -> bool:
        return any(name == "a" for name, _place in self.open)

    def _end(self, name: str) -> None:
        names = [opened for opened, _place in self.open]
        if name in names:
            self.close_down_to(len(names) - 1 - names[::-1].index(name))

    def _begin(self, tag: Tag) -> None:
        written, place = _plain(tag), ""
        if tag.name == "a":
            address, place = link_of(tag.attributes.get("href", ""))
            if place:
                written += _attribute("href", address) + _attribute("title", place) + _attribute("target", "_blank")
        self.out.append(f"<{tag.name}{written}>")
        if tag.name not in EMPTY:
            self.open.append((tag.name, place))

    def _picture(self, tag: Tag) -> None:
        source = tag.attributes.get("src", "").strip()
        own = self._own(source)
        if not own and is_remote(source):
            self._remote(tag, source)
        elif own:
            self._show(tag, own)
        elif words := tag.attributes.get("alt"):
            self.out.append(placeholder(words[:200], ""))

    def _show(self, tag: Tag, source: str) -> None:
        self.out.append(f"<img{_plain(tag)}{_attribute('src', source)}>")

    def _remote(self, tag: Tag, source: str) -> None:
        """Show it if asked to; else its words, and the link that asks, behind the sender's link that it stands in."""
        number, self.remote = self.remote, self.remote + 1
        address = address_of(source)
        origin = origin_of(address) if self.asking or self.wanted else ""
        if (self.with_remote and address) or (number in self.wanted and origin):
            self.origins.append(origin)
            self._show(tag, address)
            return
        self.blocked += 1
        self.out.append(placeholder(tag.attributes.get("alt", "")[:200], origin))
        if self.asking and origin and number < MOST_ASKED:
            (self.links if self._in_link() else self.out).append(ask_link(self.asking, number))

    def _own(self, source: str) -> str:
        if source[:4].lower() == "cid:":
            return self.pictures.get(unquote(source[4:]).strip("<> "), "")
        return source if source.startswith(PICTURES) else ""


def _plain(tag: Tag) -> str:
    written = [_attribute(name, value) for name, value in tag.attributes.items() if name in PLAIN]
    if wear := styles(tag.attributes.get("style", "")):
        written.append(_attribute("style", wear))
    return "".join(written)


def _attribute(name: str, value: str) -> str:
    return f' {name}="{html.escape(value[:LONGEST_URL] if name != "src" else value)}"'
