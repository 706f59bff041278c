"""The surveys recorded from survey-core 3.0.1: each imports and agrees in every field, or is refused by path.

The cases lie in ../shared/cases; where they are absent these tests say so and skip.
"""

from collections import Counter

import pytest

from surveys.rules import Refused, evaluate, import_definition, message
from surveys.rules.validation import blocks, data_after_check, validate_state
from tests.support.cases import json_cases

LEFT_OUT = {
    "sjss-0334": "one question at a time: survey-core checks only the question on screen, we check the whole page",
    "sjss-1874": "an error of survey-core's own in German: we speak English and Chinese and answer in English",
    "sjss-1877": "arithmetic with a masked value kept as text ('1.000,4'): masks are carried without effect",
    "sjss-2181": "containsErrors: survey-core says no until something was checked, we look at the answer as it is",
}
"""What we answer differently, and why; tests/surveys/rules/test_deviations.py shows each."""

REFUSED = {
    "bad_expression": "0375 1889 1890 1894 1895 1896 2188",
    "duplicate_name": "0018 0282 0318 0350 1320",
    "missing_name": "1453",
    "missing_type": "2209",
    "not_a_list": "1142 1146 1357 1358",
    "not_one_of": "0254 1360",
    "unknown_function": "0197 0370 0374 0381 0382 0977 0978 0979 0984 0999 1003 1334 1707 1755 1756 1770 1852 1854"
    " 1873 1886 1887 1982 2189 2190 2191 2194",
    "unknown_property": "0135 0269 0270 0317 0321 0885 0946 0991 1014 1016 1066 1108 1150 1151 1152 1153 1160 1161"
    " 1162 1163 1165 1341 1342 1343 1356 1363 1806",
    "unknown_trigger": "0335 1837",
    "unknown_validator": "1972 1973",
    "unsupported_property": "0238 0319 1023 1095 1339 1340 1350 1699 1700 2012",
}
"""What lies outside the core profile, by the code of its first finding."""


@pytest.fixture(scope="module")
def cases():
    return json_cases("surveyjs/states.jsonl")


def refusals(cases):
    found = {}
    for case in cases:
        try:
            import_definition(case["json"])
        except Refused as refused:
            found[case["id"]] = refused.findings
    return found


def fields(case):
    """What was recorded beside what we say, field by field."""
    state = evaluate(import_definition(case["json"]), case["data"], locale=case["locale"])
    errors = validate_state(state)
    yield "visiblePages", case["visiblePages"], [page.name for page in state.pages]
    yield "calculated", without_nothing(case["calculated"]), state.calculated
    yield "valid", case["valid"], not blocks(errors)
    yield "errors", recorded_errors(case), spoken_errors(case, errors, state.locale)
    yield "data", case["dataAfterLoad"], data_after_check(state)
    for name, recorded in case["questions"].items():
        question = state.questions[name]
        yield "type", recorded["type"], question.type
        yield "visible", recorded["visible"], question.is_visible
        yield "required", recorded["required"], question.is_required
        yield "readOnly", recorded["readOnly"], question.is_read_only
        yield "title", recorded["title"], question.title
        yield "no", recorded["no"], question.number
        yield "page", recorded["page"], question.page


def without_nothing(values):
    return {name: value for name, value in values.items() if value != {"$undefined": True}}


def recorded_errors(case):
    return {name: [error["text"] for error in errors] for name, errors in case["errors"].items()}


def spoken_errors(case, errors, locale):
    """Our errors in words; those of panels and of single lines are not recorded with questions."""
    spoken = {
        name: [message(error, locale) for error in found if not error.item]
        for name, found in errors.items()
        if name in case["questions"]
    }
    return {name: texts for name, texts in spoken.items() if texts}


def test_every_survey_imports_or_is_refused_by_path(cases):
    found = refusals(cases)
    print(f"{len(cases) - len(found)} imported, {len(found)} refused")
    by_code = {f"sjss-{number}": code for code, numbers in REFUSED.items() for number in numbers.split()}
    assert {case: findings[0].code for case, findings in found.items()} == by_code
    assert [case for case, findings in found.items() if any(not f.path for f in findings)] == []


def test_every_imported_survey_agrees_in_every_field(cases):
    refused = refusals(cases)
    total, right, disagreeing = Counter(), Counter(), {}
    for case in cases:
        if case["id"] in refused:
            continue
        for field, recorded, ours in fields(case):
            total[field] += 1
            if recorded == ours:
                right[field] += 1
            else:
                disagreeing.setdefault(case["id"], set()).add(field)
    for field in total:
        print(f"{field}: {right[field]} of {total[field]} ({right[field] / total[field]:.2%})")
    print(f"overall: {right.total() / total.total():.2%}")
    assert disagreeing.keys() == LEFT_OUT.keys()
    assert len(cases) == 782
