"""The short words of a page of questions in languages that the site itself does not speak.

Buttons, marks, choices of our own and what is wrong with an answer; whole sentences of notices stay in English.
"""

from surveys.rules.errors import Error
from surveys.rules.messages import told
from surveys.rules.spoken import ar, de, es, fr, ja, ko, pt, ru, zh_hant

TABLES = {"ar": ar, "de": de, "es": es, "fr": fr, "ja": ja, "ko": ko, "pt": pt, "ru": ru, "zh-hant": zh_hant}
TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
SAME = {
    "numeric": "not_a_number",
    "numeric_low": "low",
    "numeric_high": "high",
    "numeric_range": "range",
    "text_high": "too_long",
    "count_high": "too_many",
    "not_a_list": "not_a_choice",
    "not_an_object": "pattern",
}
"""Errors that are told in the same words."""


def page_words(language: str) -> dict[str, str]:
    """The words of a page in a language; empty where we have none."""
    table = TABLES.get(_known(language))
    return table.PAGE if table else {}


def choice_words(language: str) -> dict[str, str]:
    """What our own choices are called: Other, None, Yes and so on."""
    table = TABLES.get(_known(language))
    return table.CHOICES if table else {}


def told_in(error: Error, locale: str) -> str:
    """An error as whoever answers is told it, in their language where we have the words; the author's own win."""
    table = TABLES.get(_known(locale))
    words = table.ERRORS.get(SAME.get(error.code, error.code), "") if table and not error.text else ""
    return words.format(**error.params) if words else told(error, locale)


def _known(code: str) -> str:
    plain = code.replace("_", "-").lower()
    return "zh-hant" if plain.startswith(TRADITIONAL) else plain.split("-")[0]
