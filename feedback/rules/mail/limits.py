"""How much of a mail is read; beyond that it is kept raw and the reason is named."""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES = 25_000_000
MAX_PARTS = 30
MAX_CONTAINERS = 100
MAX_DEPTH = 20
MAX_TEXT = 2_000_000
MAX_HEADERS = 200
MAX_HEADER_BYTES = 1_000_000


class TooMuch(Exception):  # noqa: N818 - it names what the mail is
    """The mail passes a limit; `reason` is one of bytes, parts, depth, text, headers."""

    def __init__(self, reason: str, limit: int) -> None:
        super().__init__(f"more than {limit} ({reason})")
        self.reason = reason
        self.limit = limit


@dataclass
class Budget:
    """What a mail may still use up, together with all mails inside it."""

    parts: int = MAX_PARTS
    containers: int = MAX_CONTAINERS
    text: int = MAX_TEXT

    def take_part(self) -> None:
        self.parts -= 1
        if self.parts < 0:
            raise TooMuch("parts", MAX_PARTS)

    def take_container(self, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise TooMuch("depth", MAX_DEPTH)
        self.containers -= 1
        if self.containers < 0:
            raise TooMuch("parts", MAX_PARTS)

    def take_text(self, size: int) -> None:
        self.text -= size
        if self.text < 0:
            raise TooMuch("text", MAX_TEXT)
