"""How sure a mean or a net promoter score is: 95 % intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Z95 = NormalDist().inv_cdf(0.975)
PROMOTER, DETRACTOR = 9, 6
STEPS = 200


@dataclass(frozen=True)
class Estimate:
    """A figure of n answers with its 95 % interval; the interval is unknown of fewer than two."""

    value: float
    n: int
    low: float | None = None
    high: float | None = None


def mean(counts: Mapping[float, int]) -> Estimate | None:
    """The mean with Student's interval; None of nothing."""
    n = sum(counts.values())
    if n == 0:
        return None
    centre = sum(value * count for value, count in counts.items()) / n
    if n == 1:
        return Estimate(centre, n)
    variance = sum(count * (value - centre) ** 2 for value, count in counts.items()) / (n - 1)
    spread = t_quantile(0.975, n - 1) * math.sqrt(variance / n)
    return Estimate(centre, n, centre - spread, centre + spread)


def nps(counts: Mapping[float, int]) -> Estimate | None:
    """The net promoter score, -100 to 100, with the adjusted Wald interval, which holds for few answers too.

    The interval is that of the sample with three more answers: 3/4 promoter, 3/2 neutral, 3/4 detractor.
    """
    n = sum(counts.values())
    if n == 0:
        return None
    promoters = sum(count for value, count in counts.items() if value >= PROMOTER)
    detractors = sum(count for value, count in counts.items() if value <= DETRACTOR)
    more = n + 3
    plus, minus = (promoters + 0.75) / more, (detractors + 0.75) / more
    spread = Z95 * math.sqrt((plus + minus - (plus - minus) ** 2) / more)
    low, high = max(-1.0, plus - minus - spread), min(1.0, plus - minus + spread)
    return Estimate(100 * (promoters - detractors) / n, n, 100 * low, 100 * high)


def t_quantile(p: float, freedom: int) -> float:
    """Student's quantile for p > 0.5, by halving."""
    low, high = 0.0, 1e4
    for _ in range(STEPS):
        middle = (low + high) / 2
        if _t_cdf(middle, freedom) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _t_cdf(t: float, freedom: int) -> float:
    return 1 - _beta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction."""
    if x <= 0 or x >= 1:
        return max(0.0, min(1.0, x))
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x) - math.log(a)
    )
    fraction = 1.0
    for m in range(STEPS, 0, -1):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m - 1) * (a + b + m - 1) * x / ((a + 2 * m - 2) * (a + 2 * m - 1))
        fraction = 1 + odd / (1 + even / fraction)
    return front / fraction
