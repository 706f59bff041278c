"""Answers from outside become canonical JSON or are refused with a code."""

import pytest

from surveys.rules import InvalidAnswer, clean_answer, import_definition
from surveys.rules.answers import clean_comment


def clean(question, raw):
    return clean_answer(import_definition({"elements": [{"name": "q", **question}]}).question("q"), raw)


CHOICES = {"choices": [1, 2, "a"]}


@pytest.mark.parametrize(
    ("question", "raw", "expected"),
    [
        ({"type": "text"}, "a\r\nb", "a\nb"),
        ({"type": "text"}, "", None),
        ({"type": "text", "inputType": "number"}, " 7 ", 7),
        ({"type": "text", "inputType": "number"}, "1.50", 1.5),
        ({"type": "text", "inputType": "number"}, "٣٥", 35),
        ({"type": "text", "inputType": "number"}, "−١٬٠٠٠٫٥", -1000.5),
        ({"type": "text", "inputType": "range"}, "３．５", 3.5),
        ({"type": "text", "inputType": "date"}, "2026-11-22", "2026-11-22"),
        ({"type": "boolean"}, "true", True),
        ({"type": "boolean", "valueTrue": "yes", "valueFalse": "no"}, "no", "no"),
        ({"type": "rating", "rateMin": 0, "rateMax": 10}, "10", 10),
        ({"type": "radiogroup", **CHOICES}, "2", 2),
        ({"type": "checkbox", **CHOICES}, ["2", "a", "2"], [2, "a"]),
        ({"type": "checkbox", **CHOICES, "showSelectAllItem": True}, "all", [1, 2, "a"]),
        ({"type": "radiogroup", **CHOICES, "showOtherItem": True}, "other", "other"),
        ({"type": "matrix", "rows": ["r"], "columns": [1, 2]}, {"r": "2"}, {"r": 2}),
        (
            {"type": "matrix", "cellType": "checkbox", "rows": ["r"], "columns": [1, 2]},
            {"r": ["2", 1, 2]},
            {"r": [2, 1]},
        ),
        ({"type": "multipletext", "items": [{"name": "i", "inputType": "number"}]}, {"i": "3"}, {"i": 3}),
        ({"type": "html"}, "anything", None),
    ],
)
def test_answers_become_canonical(question, raw, expected):
    assert clean(question, raw) == expected


@pytest.mark.parametrize(
    ("question", "raw", "code"),
    [
        ({"type": "text"}, {"x": 1}, "not_a_text"),
        ({"type": "text", "maxLength": 3}, "abcd", "too_long"),
        ({"type": "comment"}, "x" * 20_001, "too_long"),
        ({"type": "text", "inputType": "number"}, "many", "not_a_number"),
        ({"type": "text", "inputType": "number"}, 1e308, "not_a_number"),
        ({"type": "text", "inputType": "date"}, "22.11.2026", "not_a_date"),
        ({"type": "text", "inputType": "color"}, "red", "not_a_color"),
        ({"type": "rating"}, 6, "not_a_choice"),
        ({"type": "radiogroup", **CHOICES}, "other", "not_a_choice"),
        ({"type": "checkbox", **CHOICES, "maxSelectedChoices": 1}, [1, 2], "too_many"),
        ({"type": "matrix", "rows": ["r"], "columns": [1]}, {"s": 1}, "not_a_choice"),
        ({"type": "multipletext", "items": [{"name": "i"}]}, "x", "not_an_object"),
    ],
)
def test_impossible_answers_are_refused(question, raw, code):
    with pytest.raises(InvalidAnswer) as invalid:
        clean(question, raw)
    assert invalid.value.code == code


def test_comments_are_trimmed_and_bounded():
    assert (clean_comment("  why \x00"), clean_comment(" ")) == ("why", None)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("date", "2026-05-31", "2026-05-31"),
        ("date", "2026/5/3", "2026-05-03"),
        ("date", "2026. 5. 3.", "2026-05-03"),
        ("date", "2026年5月31日", "2026-05-31"),
        ("date", "２０２６-０５-３１", "2026-05-31"),
        ("month", "2026-5", "2026-05"),
        ("month", "2026年5月", "2026-05"),
        ("time", "9:30", "09:30"),
        ("time", "９：３０", "09:30"),
        ("time", "09:30:15", "09:30:15"),
        ("datetime-local", "2026-05-31T09:30", "2026-05-31T09:30"),
        ("datetime-local", "2026/5/31 9:30", "2026-05-31T09:30"),
        ("datetime-local", "2026-05-31T09:30:00.123Z", "2026-05-31T09:30:00.123Z"),
        ("week", "2026-W22", "2026-W22"),
        ("color", "#1f6f8B", "#1f6f8B"),
    ],
)
def test_moments_are_taken_as_they_are_typed_without_a_picker(kind, typed, kept):
    assert clean({"type": "text", "inputType": kind}, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "sample"),
    [
        ("date", "31.5.2026", "2026-05-31"),
        ("date", "2026-02-30", "2026-05-31"),
        ("date", "0000-01-01", "2026-05-31"),
        ("month", "2026-13", "2026-05"),
        ("time", "25:00", "09:30"),
        ("time", "9:30:77", "09:30"),
        ("time", "09:30Z", "09:30"),
        ("datetime-local", "2026-05-31", "2026-05-31 09:30"),
        ("datetime-local", "2026-05-31T", "2026-05-31 09:30"),
        ("week", "2026-W60", "2026-W22"),
        ("date", "9" * 100, "2026-05-31"),
    ],
)
def test_whoever_types_something_else_is_shown_how(kind, typed, sample):
    with pytest.raises(InvalidAnswer) as invalid:
        clean({"type": "text", "inputType": kind}, typed)
    assert (invalid.value.code, invalid.value.params) == ("not_a_date", {"sample": sample})
