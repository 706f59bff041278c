"""What a mail server knows of a mail beside its bytes, noted above them as mail servers do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 100
LONGEST = 320


def with_envelope(content: bytes, *, sender: str | None = None, recipients: Sequence[str] = ()) -> bytes:
    """The mail with Return-Path and Delivered-To lines; without either it is as it was."""
    lines = [] if sender is None else [f"Return-Path: <{_plain(sender)}>"]
    lines += [f"Delivered-To: {_plain(address)}" for address in recipients[:MOST]]
    return "".join(f"{line}\r\n" for line in lines).encode() + content


def _plain(address: str) -> str:
    """The address and nothing that could begin a line of its own."""
    bare = address.strip().removeprefix("<").removesuffix(">")
    return "".join(letter for letter in bare if letter.isprintable() and letter not in "<> ")[:LONGEST]
