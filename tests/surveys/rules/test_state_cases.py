"""The surveys recorded from survey-core 3.0.1: each agrees in every field, but for those listed here with a reason.

What lies outside the core profile is refused by path, and still shown without what is refused.
The cases lie in ../shared/cases; where they are absent these tests say so and skip.
"""

import json

import pytest

from surveys.rules.definition.importing import read_definition
from surveys.rules.tracing import trace_state
from tests.support.cases import json_cases

FIELDS = ("visiblePages", "questions", "calculated", "valid", "errors", "dataAfterLoad")

LEFT_OUT = {
    "sjss-1874": "an error of survey-core's own in German: we speak English and Chinese and answer in English",
    "sjss-1890": "refused for conditions that cannot be read; survey-core takes one in a validator for unmet",
}
"""What we answer differently, and why; tests/surveys/rules/test_deviations.py shows each that is accepted."""

REFUSED = {
    "bad_expression": ("conditions that cannot be read", "0375 1889 1890 1894 1895 1896 2188"),
    "duplicate_name": ("two questions of one name", "0018 0282 0318 0350 1320"),
    "missing_name": ("a question without a name", "1453"),
    "missing_type": ("an element without a type", "2209"),
    "not_a_list": ("an object where a list belongs", "1142 1146 1357 1358"),
    "not_one_of": ("a value its property does not have: inputType 'numeric', clearInvisibleValues 'abc'", "0254 1360"),
    "unknown_function": (
        "functions of the host page's own",
        """0197 0370 0374 0381 0382 0977 0978 0979 0984 0999 1003 1334 1707 1755 1756 1770 1852 1854 1873 1886 1887
        1982 2189 2190 2191 2194""",
    ),
    "unknown_property": (
        "properties the host page added, misspelt ones ('required'), questions inside choices ('elements')",
        "0269 0270 0317 0321 0885 0946 0991 1014 1016 1150 1151 1152 1153 1160 1161 1162 1163 1165 1363",
    ),
    "unknown_trigger": ("triggers of the host page's own", "0335 1837"),
    "unknown_validator": ("validators of the host page's own", "1972 1973"),
    "unsupported_property": (
        "choices from another server, time limits",
        "0238 0319 1023 1095 1339 1340 1350 1699 1700 2012",
    ),
}
"""What lies outside the core profile, by the code of its first finding."""


@pytest.fixture(scope="module")
def cases():
    return json_cases("surveyjs/states.jsonl")


def test_every_survey_imports_or_is_refused_by_path(cases):
    found = {case["id"]: findings for case in cases if (findings := read_definition(case["json"])[1])}
    print(f"{len(cases) - len(found)} imported, {len(found)} refused")
    by_code = {f"sjss-{number}": code for code, (_, numbers) in REFUSED.items() for number in numbers.split()}
    assert {case: findings[0].code for case, findings in found.items()} == by_code
    assert [case for case, findings in found.items() if any(not f.path for f in findings)] == []


def test_every_survey_agrees_in_every_field(cases):
    """At least 98 % of all of them, those refused counted among them."""
    disagreeing = {case["id"] for case in cases if disagreement(case)}
    print(f"{len(cases) - len(disagreeing)} of {len(cases)} agree in every field")
    assert disagreeing == LEFT_OUT.keys()
    assert len(cases) == 782
    assert len(disagreeing) <= 0.02 * len(cases)


def disagreement(case):
    said = json.loads(json.dumps(trace_state(case)))
    return [field for field in FIELDS if said.get(field) != case[field]]
