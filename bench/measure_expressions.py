"""What one cached expression of a survey costs."""

from __future__ import annotations

import timeit

from bench.registry import Figure, benchmark

EXPRESSIONS = ("{nps} <= 6 and {comment} notempty", "iif({age} >= 18, {price} * 0.9, {price}) + sum({a}, {b}, {c})")
VALUES = {"nps": 3, "comment": "late", "age": 20, "price": 10, "a": 1, "b": 2, "c": 3}
TIMES = 5_000


@benchmark
def expressions() -> list[Figure]:
    """Evaluate each many times; the best of five rounds."""
    from surveys.rules.expressions import parse

    slowest = 0.0
    for expression in EXPRESSIONS:
        names = {"parse": parse, "expression": expression, "values": VALUES}
        rounds = timeit.repeat("parse(expression).evaluate(values)", globals=names, number=TIMES, repeat=5)
        slowest = max(slowest, min(rounds) / TIMES * 1e6)
    return [Figure(name="cached expression", value=slowest, unit="µs", goal="<= 50")]
