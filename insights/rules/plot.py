"""Where the columns of a small chart stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 600, 160
LEFT, TOP, BOTTOM = 32, 8, 20
LINES = 4


@dataclass(frozen=True)
class Column:
    """One column; numbers are strings, so that no locale puts a comma into them."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Line:
    """One line of the grid and its number."""

    y: str
    value: int


@dataclass(frozen=True)
class Plot:
    """Two columns a place, beside each other, and the grid behind them."""

    first: tuple[Column, ...]
    second: tuple[Column, ...]
    lines: tuple[Line, ...]


def plot(first: Sequence[int], second: Sequence[int]) -> Plot:
    """Draw two series of the same length."""
    step = _step(max([*first, *second, 1]))
    top = step * -(-max([*first, *second, 1]) // step)
    place = (WIDTH - LEFT) / max(len(first), 1)
    width = place * 0.38
    return Plot(
        first=tuple(_column(n, LEFT + i * place + place * 0.1, width, top) for i, n in enumerate(first)),
        second=tuple(_column(n, LEFT + i * place + place * 0.52, width, top) for i, n in enumerate(second)),
        lines=tuple(Line(_text(_y(value, top)), value) for value in range(0, top + 1, step)),
    )


def _step(highest: int) -> int:
    """Return a round step that needs few lines."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if highest <= size * factor * LINES:
                return size * factor
        size *= 10


def _column(value: int, x: float, width: float, top: int) -> Column:
    y = _y(value, top)
    return Column(_text(x), _text(y), _text(width), _text(_y(0, top) - y))


def _y(value: int, top: int) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)


def _text(value: float) -> str:
    return f"{value:.1f}"
