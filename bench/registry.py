"""What a benchmark is, and the list of them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import bench


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured value, with what was measured beside it in the same run.

    `ratio` is value ÷ beside (a plain value where nothing stands beside it), `goal` says how it
    should be, such as ">= 0.3" or "<= 75". `is_beside` says that something should stand beside it:
    where that could not be measured, nobody knows whether the goal is met.
    """

    name: str
    value: float
    unit: str
    goal: str
    beside: float | None = None
    is_beside: bool = False

    @property
    def ratio(self) -> float | None:
        """Our value as a share of the one beside it."""
        return self.value / self.beside if self.beside else None

    @property
    def holds(self) -> bool | None:
        """Whether the goal is met; None when that is unknown."""
        if self.is_beside and self.beside is None:
            return None
        direction, bound = self.goal.split()
        judged = self.value if self.ratio is None else self.ratio
        return judged >= float(bound) if direction == ">=" else judged <= float(bound)

    def as_json(self) -> dict[str, Any]:
        """Return what var/bench.json holds."""
        known = asdict(self)
        del known["is_beside"]
        return {**known, "ratio": self.ratio, "holds": self.holds}


Benchmark = Callable[[], list[Figure]]
_benchmarks: dict[str, Benchmark] = {}


def benchmark(function: Benchmark) -> Benchmark:
    """Enter a function under its own name."""
    _benchmarks[function.__name__] = function
    return function


def find_all() -> dict[str, Benchmark]:
    """Import every module of this package named `measure_…` and list what they entered."""
    for module in pkgutil.iter_modules(bench.__path__):
        if module.name.startswith("measure_"):
            importlib.import_module(f"bench.{module.name}")
    return dict(sorted(_benchmarks.items()))
