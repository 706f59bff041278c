"""Reasons are codes with short details, whatever a stranger writes into the mail."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from feedback.rules.mail.intake.reasons import ENGLISH, LONGEST_DETAIL, Code, Reason
from feedback.rules.mail.machine import classify
from feedback.rules.mail.parse import parse


def test_every_code_has_a_line_in_english_that_needs_no_detail():
    assert set(ENGLISH) == set(Code)
    assert [code for code in Code if "{" in Reason(code).english] == []


def test_a_line_is_filled_in_and_no_detail_is_taken_for_a_place():
    assert Reason.of(Code.TOO_MUCH, limit=200, what="headers").english == "too much: more than 200 (headers)"
    assert Reason.of(Code.SUBJECT, evidence="{limit} %(x)s").english == "Subject {limit} %(x)s"


@given(st.lists(st.one_of(st.text(max_size=300), st.integers()), max_size=9))
def test_details_are_few_and_short_and_fit_into_json(values):
    details = {f"name{number}": value for number, value in enumerate(values)}
    kept = Reason.kept("header", details)
    assert len(kept.details) <= 4
    assert all(len(str(value)) <= LONGEST_DETAIL for value in kept.details.values())
    assert not re.search(r"[\x00-\x1f\ud800-\udfff]", "".join(map(str, kept.details.values())))
    assert Reason.kept("header", json.loads(json.dumps(kept.details))) == kept


def test_a_code_of_a_later_release_and_strange_details_are_no_error():
    assert Reason.kept("of_tomorrow", {"a": 1}) is None
    assert Reason.kept("", {}) is None
    assert Reason.kept("header", ["x"]) == Reason(Code.HEADER)


def test_a_verdict_keeps_what_showed_it():
    verdict = classify(parse(b"From: a@example.org\r\nPrecedence: bulk\r\n\r\nhello"))
    assert verdict.reason == Reason(Code.HEADER, {"evidence": "Precedence: bulk"})
    assert verdict.why == "Precedence: bulk"
