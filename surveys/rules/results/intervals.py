"""How sure a mean or a net promoter score is: 95 % intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

from surveys.rules.instruments.intervals import t_quantile

if TYPE_CHECKING:
    from collections.abc import Mapping

Z95 = NormalDist().inv_cdf(0.975)
PROMOTER, DETRACTOR = 9, 6


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
    spread = t_quantile(n - 1) * math.sqrt(variance / n)
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
