"""Whole journeys of new respondents through a page of ten questions, beside the floor and a peer in the same run."""

from __future__ import annotations

import os
from contextlib import ExitStack
from statistics import median

from bench.registry import Figure, benchmark
from bench.respondents import Journeys, walk
from bench.server import serving
from bench.sides import Side, floor, ours, peer

CLIENTS, WARM_UP, ROUNDS = 8, 60, 6
JOURNEYS = {"ours": 400, "floor": 400, "peer": 120}
GOALS = (
    ("submissions: rate", "rate", "/s", "floor", ">= 0.6"),
    ("submissions: p50", "p50", "ms", "floor", "<= 1.67"),
    ("submissions: p95", "p95", "ms", "floor", "<= 2"),
    ("submissions beside dsv: rate", "rate", "/s", "peer", ">= 3.5"),
    ("submissions beside dsv: p50", "p50", "ms", "peer", "<= 0.29"),
)


@benchmark
def submissions() -> list[Figure]:
    """Let all take turns, each round in another order, so that a change of the machine's speed meets all alike."""
    sides = [side for side in (ours(), floor(), peer()) if side]
    rounds: dict[str, list[Journeys]] = {side.name: [] for side in sides}
    with ExitStack() as stack:
        ports = {side.name: stack.enter_context(serving(side)) for side in sides}
        for side in sides:
            walk(ports[side.name], side.path, clients=CLIENTS, journeys=WARM_UP)
        for number in range(ROUNDS):
            for side in sides[number % len(sides) :] + sides[: number % len(sides)]:
                rounds[side.name].append(_walk(side, ports[side.name]))
    print(f"Load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors.")
    return [
        Figure(
            name=name,
            value=_middle(rounds["ours"], part),
            unit=unit,
            beside=_middle(rounds[other], part) if other in rounds else None,
            is_beside=True,
            goal=goal,
        )
        for name, part, unit, other, goal in GOALS
    ]


def _walk(side: Side, port: int) -> Journeys:
    """Walk, and make sure that everybody's ten answers have arrived."""
    before, journeys = side.count(), JOURNEYS[side.name]
    walked = walk(port, side.path, clients=CLIENTS, journeys=journeys)
    if (arrived := side.count() - before) != journeys:
        message = f"{journeys} answered, and {arrived} answers arrived at the side called {side.name}"
        raise RuntimeError(message)
    return walked


def _middle(rounds: list[Journeys], part: str) -> float:
    return float(median(getattr(one, part) for one in rounds))
