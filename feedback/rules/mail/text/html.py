"""HTML to plain text, with quoted history marked as mail programs mark it in plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from feedback.rules.mail.text.markup import Scanner, Tag

BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr"
        " html li main ol p pre section table tr ul",
    ),
)
SPACED = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre"}
HIDDEN = {"head", "template", "noscript", "object", "svg", "math", "select"}
VOID = {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "wbr", "source", "track", "embed"}
GONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
RULED = re.compile(r"border(?:-top)?\s*:\s*(?:none;\s*border-top\s*:\s*)?solid", re.IGNORECASE)
SIGNATURE_RULE = re.compile(r"^\s*width:\s*210px;\s*height:\s*1px", re.IGNORECASE)  # Foxmail's, above its signature
BORDERLESS = re.compile(r"(?:^|[;\s])border\s*:\s*(?:none|0)\b", re.IGNORECASE)
MAX_QUOTES = 8


@dataclass
class Writer:
    """Collects lines; blank ones only between others and never more than one."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    blank: bool = False
    quotes: int = 0
    nested: list[bool] = field(default_factory=list)
    outside: int = 0
    pre: int = 0

    def text(self, text: str) -> None:
        if self.pre:
            first, *others = text.replace("\r\n", "\n").split("\n")
            self.line.append(first)
            for other in others:
                self.end_line(force=True)
                self.line.append(other)
            return
        folded = re.sub(r"[ \t\r\n\f]+", " ", text)
        if folded.startswith(" ") and not (self.line and not self.line[-1].endswith(" ")):
            folded = folded[1:]
        if folded:
            self.line.append(folded)

    def end_line(self, *, force: bool = False, spaced: bool = False) -> None:
        text = "".join(self.line).replace("\xa0", " ").rstrip()
        self.line = []
        if text or force:
            if self.blank and self.lines:
                self.lines.append(self.prefix(min(self.outside, self.quotes)).rstrip())
            self.blank = False
            self.lines.append((self.prefix(self.quotes) + text).rstrip())
        if spaced:
            self.outside = min(self.outside, self.quotes) if self.blank else self.quotes
            self.blank = True

    def prefix(self, quotes: int) -> str:
        return ">" * min(quotes, MAX_QUOTES) + " " if quotes else ""

    def result(self) -> str:
        self.end_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).strip("\n")


def html_to_text(html: str) -> str:
    """The words of a page as lines."""
    writer = Writer()
    hidden: list[str] = []
    for item in Scanner(html).scan():
        if isinstance(item, Tag):
            _tag(writer, hidden, item)
        elif not hidden:
            writer.text(item)
    return writer.result()


def _tag(writer: Writer, hidden: list[str], tag: Tag) -> None:
    if hidden:
        _inside_hidden(hidden, tag)
    elif tag.opens and (tag.name in HIDDEN or _invisible(tag)):
        if tag.name not in VOID:
            hidden.append(tag.name)
    elif tag.name == "br":
        writer.end_line(force=True)
    elif tag.name in {"td", "th"}:
        writer.text(" ")
    elif tag.name in BLOCKS:
        _block(writer, tag)


def _inside_hidden(hidden: list[str], tag: Tag) -> None:
    """A `body` ends a `head` that was never closed."""
    if tag.name == "body" and hidden[0] == "head":
        hidden.clear()
    elif tag.name == hidden[0]:
        hidden.append(tag.name) if tag.opens else hidden.pop()


def _invisible(tag: Tag) -> bool:
    return "hidden" in tag.attributes or bool(GONE.search(tag.attributes.get("style", "")))


def _block(writer: Writer, tag: Tag) -> None:
    writer.end_line(spaced=tag.name in SPACED)
    if tag.name == "blockquote":
        _quote(writer, tag)
    elif tag.name == "pre":
        writer.pre = max(writer.pre + (1 if tag.opens else -1), 0)
    elif tag.opens and (tag.name == "hr" or (tag.name == "div" and RULED.search(tag.attributes.get("style", "")))):
        writer.text("--" if SIGNATURE_RULE.search(tag.attributes.get("style", "")) else "_" * 32)
        writer.end_line()
    elif tag.opens and tag.name == "li":
        writer.text("- ")


def _quote(writer: Writer, tag: Tag) -> None:
    """A block quotation is history; what its writer only indented is not."""
    if tag.opens:
        writer.nested.append(not _indents(tag))
        writer.quotes += writer.nested[-1]
    elif writer.nested:
        writer.quotes -= writer.nested.pop()


def _indents(tag: Tag) -> bool:
    named = {"type", "class", "cite", "id"} & set(tag.attributes)
    return not named and bool(BORDERLESS.search(tag.attributes.get("style", "")))
