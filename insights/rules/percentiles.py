"""What a set of raw durations says: percentiles once there are enough, the values before that."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ENOUGH = 10


@dataclass(frozen=True)
class Summary:
    """n, percentiles, maximum and mean of seconds; below ten the values themselves instead."""

    n: int
    p50: float | None = None
    p90: float | None = None
    p95: float | None = None
    maximum: float | None = None
    mean: float | None = None
    values: tuple[float, ...] = ()


def summary(values: Iterable[float]) -> Summary:
    """Summarize raw values; never feed it daily averages."""
    found = sorted(values)
    n = len(found)
    if n < ENOUGH:
        return Summary(n, values=tuple(found))
    return Summary(
        n=n,
        p50=percentile(found, 0.5),
        p90=percentile(found, 0.9),
        p95=percentile(found, 0.95),
        maximum=found[-1],
        mean=math.fsum(found) / n,
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """Interpolate between neighbours as PostgreSQL's percentile_cont does; `ordered` is not empty."""
    rank = share * (len(ordered) - 1)
    below, above = ordered[math.floor(rank)], ordered[math.ceil(rank)]
    return below + (rank - math.floor(rank)) * (above - below)
