"""95 % intervals of shares and means, in plain arithmetic."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LEVEL = 0.95
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)
SERIES_UP_TO = 200


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The interval of a share after Wilson (1927): honest at 0, at 1 and for few answers."""
    if n <= 0 or not 0 <= hits <= n:
        raise ValueError("a share needs 0 <= hits <= n and n > 0")
    share, spread = hits / n, Z * Z / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z * math.sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def mean_interval(counts: Mapping[float, int]) -> tuple[float, float] | None:
    """The interval, after Student, of the mean of counted values; None where they show no spread to judge by."""
    n = sum(counts.values())
    if n < 2 or len(counts) < 2:
        return None
    middle = math.fsum(value * count for value, count in counts.items()) / n
    variance = math.fsum(count * (value - middle) ** 2 for value, count in counts.items()) / (n - 1)
    half = t_quantile(n - 1) * math.sqrt(variance / n)
    return middle - half, middle + half


@lru_cache(maxsize=512)
def t_quantile(freedom: int) -> float:
    """How many standard errors either side hold 95 % of Student's t."""
    if freedom > SERIES_UP_TO:
        return _expanded(freedom)
    low, high = Z, 13.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < LEVEL else (low, middle)
    return (low + high) / 2


def _within(t: float, freedom: int) -> float:
    """P(|T| <= t), by the finite series for whole degrees of freedom (Abramowitz & Stegun 26.7.3 and 26.7.4)."""
    angle = math.atan(t / math.sqrt(freedom))
    cosine, sine = math.cos(angle), math.sin(angle)
    is_odd = freedom % 2 == 1
    term = total = (cosine if freedom > 1 else 0.0) if is_odd else 1.0
    for step in range(2 if is_odd else 1, freedom - 2, 2):
        term *= cosine * cosine * step / (step + 1)
        total += term
    return 2 / math.pi * (angle + sine * total) if is_odd else sine * total


def _expanded(freedom: int) -> float:
    """Cornish and Fisher's expansion about the normal; exact to six digits here."""
    first = (Z**3 + Z) / 4
    second = (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96
    return Z + first / freedom + second / freedom**2
