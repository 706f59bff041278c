"""Which parts are the words of a mail and which are attached to it (after RFC 8621 §4.1.4)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from feedback.rules.mail.headers import disposition

if TYPE_CHECKING:
    from feedback.rules.mail.structure import Node

MEDIA = ("image/", "audio/", "video/")


@dataclass
class Bodies:
    """Nodes by what they are for; a node may be in both bodies."""

    text: list[Node] = field(default_factory=list)
    html: list[Node] = field(default_factory=list)
    attached: list[Node] = field(default_factory=list)


def sort_bodies(root: Node) -> Bodies:
    bodies = Bodies()
    _level([root], "mixed", bodies, in_alternative=False, text=bodies.text, html=bodies.html)
    return bodies


def _level(
    nodes: list[Node],
    kind: str,
    bodies: Bodies,
    *,
    in_alternative: bool,
    text: list[Node] | None,
    html: list[Node] | None,
) -> None:
    """RFC 8621's `parseStructure`: inside alternatives plain text and HTML go separate ways."""
    text_before = len(text) if text is not None else -1
    html_before = len(html) if html is not None else -1
    for index, node in enumerate(nodes):
        if node.type.kind.startswith("multipart/"):
            inner = node.type.kind.partition("/")[2]
            alternative = in_alternative or inner == "alternative"
            _level(node.children, inner, bodies, in_alternative=alternative, text=text, html=html)
        elif not is_inline(node, index, kind):
            bodies.attached.append(node)
        elif kind == "alternative":
            _choose(node, bodies)
        else:
            text, html = _place(node, bodies, in_alternative=in_alternative, text=text, html=html)
    if kind == "alternative" and text is not None and html is not None:
        if text_before == len(text) and html_before != len(html):
            text += html[html_before:]
        if html_before == len(html) and text_before != len(text):
            html += text[text_before:]


def _choose(node: Node, bodies: Bodies) -> None:
    if node.type.kind == "text/plain":
        bodies.text.append(node)
    elif node.type.kind == "text/html":
        bodies.html.append(node)
    else:
        bodies.attached.append(node)


def _place(
    node: Node, bodies: Bodies, *, in_alternative: bool, text: list[Node] | None, html: list[Node] | None
) -> tuple[list[Node] | None, list[Node] | None]:
    if in_alternative:
        text = None if node.type.kind == "text/html" else text
        html = None if node.type.kind == "text/plain" else html
    if text is not None:
        text.append(node)
    if html is not None:
        html.append(node)
    if (text is None or html is None) and node.type.kind.startswith(MEDIA):
        bodies.attached.append(node)
    return text, html


def is_inline(node: Node, index: int, kind: str) -> bool:
    """Whether a leaf belongs to the words: it is text, not attached, and first or nameless."""
    how, names = disposition(node.headers)
    named = bool(names.get("filename") or node.type.parameters.get("name"))
    if how == "attachment" or not (node.type.kind.startswith(MEDIA) or is_words(node)):
        return False
    return index == 0 or (kind != "related" and (node.type.kind.startswith(MEDIA) or not named))


def is_words(node: Node) -> bool:
    return node.type.kind in {"text/plain", "text/html", "text/enriched"}
