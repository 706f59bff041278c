"""Mail addresses out of pasted text or a spreadsheet's CSV."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 1_000
"""So many addresses at a time."""
LONGEST = 254
BETWEEN = re.compile(r"[\s,;，；、]+")
ADDRESS = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@(?:[\w](?:[\w-]{0,61}[\w])?\.)+[^\W\d_][\w-]{1,62}")


@dataclass
class Addresses:
    """What can be written to, what cannot, and how many stood there twice."""

    good: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    repeated: int = 0

    @property
    def are_too_many(self) -> bool:
        """Whether they are more than go out at a time."""
        return len(self.good) > MOST


def from_text(text: str) -> Addresses:
    """Read addresses between spaces, commas, semicolons or lines; names before `<…>` do not matter."""
    bare = re.sub(r"[^<\n,;，；]*<([^<>\n]*)>", r" \1 ", text)
    return _sorted_out(piece for piece in BETWEEN.split(bare) if piece)


def from_csv(text: str) -> Addresses:
    """Read every cell that holds an @, in whatever column."""
    rows = csv.reader(io.StringIO(text), delimiter=";" if text.count(";") > text.count(",") else ",")
    return _sorted_out(cell.strip() for row in rows for cell in row if "@" in cell)


def is_address(text: str) -> bool:
    """Whether it looks like an address that mail can be sent to."""
    return len(text) <= LONGEST and ADDRESS.fullmatch(text) is not None


def _sorted_out(pieces: Iterable[str]) -> Addresses:
    found = Addresses()
    seen: set[str] = set()
    for piece in pieces:
        address = piece.strip("\"'").lower()
        if not is_address(address):
            found.wrong.append(piece[:100])
        elif address in seen:
            found.repeated += 1
        else:
            seen.add(address)
            found.good.append(address)
    return found
