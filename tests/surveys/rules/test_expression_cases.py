"""The expressions recorded from survey-core 3.0.1: every one of them, value and kind of value alike.

The cases lie in ../shared/cases; where they are absent these tests say so and skip.
"""

import math
from datetime import datetime

from surveys.rules.expressions import ExpressionError, parse
from tests.support.cases import json_cases


def read(value):
    if isinstance(value, dict):
        if "$undefined" in value:
            return None
        if "$nan" in value:
            return math.nan
        if "$date" in value:
            return datetime.fromisoformat(value["$date"])
        return {key: read(item) for key, item in value.items()}
    return [read(item) for item in value] if isinstance(value, list) else value


def answer(case):
    try:
        expression = parse(case["expression"])
    except ExpressionError:
        return False if case["mode"] == "condition" else None
    values = read(case["values"])
    return expression.is_met(values) if case["mode"] == "condition" else expression.evaluate(values)


def same(got, expected):
    if isinstance(expected, float) and math.isnan(expected):
        return isinstance(got, float) and math.isnan(got)
    return got == expected and isinstance(got, bool) == isinstance(expected, bool)


def test_every_expression_answers_as_recorded():
    cases = json_cases("surveyjs/expressions.json")
    wrong = {case["id"]: answer(case) for case in cases if not same(answer(case), read(case["expected"]))}
    print(f"{len(cases) - len(wrong)} of {len(cases)} expressions agree")
    assert wrong == {}
    assert len(cases) == 207
