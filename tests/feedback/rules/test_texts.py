"""Subjects and cleaned texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.rules.texts import SUBJECT_LENGTH, clean, is_blank, subject_of


@given(st.text())
def test_a_clean_text_holds_nothing_that_breaks_a_database(text):
    found = clean(text)
    assert "\x00" not in found
    assert found == found.strip()
    found.encode()
    assert clean(found) == found


@given(st.text())
def test_a_subject_is_one_short_line(text):
    subject = subject_of(clean(text))
    assert len(subject) <= SUBJECT_LENGTH
    assert "\n" not in subject


def test_a_long_line_is_cut_at_a_word():
    assert subject_of("word " * 40) == ("word " * 15 + "word") + "…"


def test_a_long_chinese_line_is_cut_anywhere():
    assert subject_of("慢" * 100) == "慢" * 79 + "…"


def test_the_first_line_with_words_counts():
    assert subject_of("\n  \n Late   again\nmore") == "Late again"


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u200d", "\u2060\ufeff", "\u3164", "\u3000", "\u202e", "\u2800"])
def test_what_shows_as_nothing_is_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["👍", "?", "嗯", "\u202eab", "👩\u200d👩", "\u0301"])
def test_what_can_be_seen_is_not(text):
    assert not is_blank(text)
