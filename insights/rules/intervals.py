"""How sure a share is: Wilson's interval, honest for few answers and for shares near 0 and 1."""

from __future__ import annotations

import math
from dataclasses import dataclass

Z95 = 1.959963984540054


@dataclass(frozen=True)
class Share:
    """A share of n with its 95 % interval."""

    part: int
    n: int
    value: float
    low: float
    high: float


def share(part: int, n: int) -> Share | None:
    """Return part ÷ n with Wilson's interval; None of nothing."""
    if n == 0:
        return None
    value = part / n
    spread = Z95 * math.sqrt(value * (1 - value) / n + Z95**2 / (4 * n**2))
    centre = value + Z95**2 / (2 * n)
    scale = 1 + Z95**2 / n
    low = 0.0 if part == 0 else (centre - spread) / scale
    high = 1.0 if part == n else (centre + spread) / scale
    return Share(part, n, value, low, high)
