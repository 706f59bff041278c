"""Buttons, marks, our own choices and errors speak the survey's language, also where the site does not."""

import gzip
import re

import pytest
from django.test import Client

from surveys.rules.errors import Error
from surveys.rules.messages import TEXTS
from surveys.rules.spoken import SAME, TABLES, choice_words, page_words, told_in
from surveys.templatetags.spoken import OURS
from tests.factories.surveys import Respondent, make_survey
from tests.surveys.test_cost import as_sent

LANGUAGES = sorted(TABLES)
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")
OUTSIDE = {"unknown_question"}
"""What only programs are told."""


def survey_in(locale):
    text = lambda words: {"default": words, locale: f"{words} ({locale})"}  # noqa: E731
    choices = {"choices": ["a", "b"], "showOtherItem": True, "showNoneItem": True, "showSelectAllItem": True}
    first = [
        {"type": "checkbox", "name": "c", "title": text("Which?"), "isRequired": True, **choices},
        {"type": "boolean", "name": "b", "title": text("Really?")},
        {"type": "dropdown", "name": "d", "title": text("One?"), "choices": ["x", "y"]},
        {"type": "ranking", "name": "r", "title": text("Rank"), "choices": ["m", "n"]},
        {"type": "text", "name": "n", "title": text("How many?"), "inputType": "number", "max": 5},
    ]
    return {
        "title": text("Lunch"),
        "pages": [{"name": "one", "elements": first}, {"name": "two", "elements": [{"type": "comment", "name": "e"}]}],
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_is_whole(language):
    table = TABLES[language]
    assert table.PAGE.keys() == OURS.keys()
    assert table.CHOICES.keys() == {"other", "none", "refused", "dont_know", "select_all", "yes", "no"}
    assert {SAME.get(code, code) for code in TEXTS["en"].keys() - OUTSIDE} == table.ERRORS.keys() | {
        code for code in SAME.values() if code not in table.ERRORS
    }
    assert {key: sorted(PLACEHOLDER.findall(words)) for key, words in table.PAGE.items()} == {
        key: sorted(PLACEHOLDER.findall(words)) for key, words in OURS.items()
    }
    for code in TEXTS["en"].keys() - OUTSIDE - {"expression", "pattern"}:
        said = table.ERRORS[SAME.get(code, code)]
        assert sorted(PLACEHOLDER.findall(said)) == sorted(PLACEHOLDER.findall(TEXTS["en"][code])), code


def test_codes_of_languages():
    known = [page_words(code).get("next") for code in ("pt-br", "zh-TW", "zh_hk", "zh-hant", "zh-hans", "en", "th", "")]
    assert known == ["Seguinte", "下一頁", "下一頁", "下一頁", None, None, None, None]
    assert choice_words("ru")["yes"] == "Да"


def test_errors_are_told_in_the_language_and_authors_words_win():
    assert told_in(Error("high", {"high": 5}), "de") == "Der größte mögliche Wert ist 5."
    assert told_in(Error("numeric_high", {"high": 5}), "zh-tw") == "數值不能大於5。"
    assert told_in(Error("high", {"high": 5}, "Zu viel!"), "de") == "Zu viel!"
    assert told_in(Error("high", {"high": 5}), "zh-cn") == "数值不能大于5。"
    assert told_in(Error("required"), "th") == "Response required."


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_holds_no_english_short_words(language):
    locale = {"zh-hant": "zh-tw"}.get(language, language)
    make_survey(definition=survey_in(locale))
    html = Client(headers={"Accept-Language": locale}).get("/s/survey/").content.decode()
    words, choices = TABLES[language].PAGE, TABLES[language].CHOICES
    wanted = [words[key] for key in ("next", "later", "optional", "choose", "places", "progress", "language", "which")]
    wanted += [words["page_of"] % {"position": 1, "count": 2}]
    wanted += [choices[key] for key in ("other", "none", "select_all", "yes", "no")]
    assert [word for word in wanted if word not in html] == []
    english = [OURS[key] for key in ("next", "later", "optional", "choose", "places", "which")]
    assert [word for word in [*english, "Other (describe)", "Select All", "Page 1 of 2"] if word in html] == []


@pytest.mark.django_db
def test_a_language_without_words_is_told_in_english_and_marked_so():
    make_survey(definition=survey_in("th"))
    html = Client(headers={"Accept-Language": "th"}).get("/s/survey/").content.decode()
    assert '<span lang="en" dir="ltr">Next</span>' in html


@pytest.mark.django_db
def test_what_is_wrong_and_the_thanks_in_arabic():
    make_survey(definition=survey_in("ar"))
    nour = Respondent(Client(), "survey", "ar")
    nour.send(n="9")
    told = ["يرجى مراجعة إجاباتك", "هذا السؤال يتطلب إجابة.", "أكبر قيمة مسموح بها: 5."]
    assert [words for words in told if words not in nour.html] == []
    nour.send(c=["a"], n="3")
    assert "إرسال الإجابات" in nour.html
    nour.send()
    assert "شكرًا لك" in nour.html


@pytest.mark.django_db
def test_the_first_page_stays_light(django_assert_max_num_queries):
    make_survey(definition=survey_in("ar"))
    with django_assert_max_num_queries(2):
        page = Client(headers={"Accept-Language": "ar"}).get("/s/survey/").content
    linked = re.findall(r'(?:href|src)="/static/([^"?]+)"', page.decode())
    files = {re.sub(r"\.[0-9a-f]{12}(?=\.)", "", file) for file in linked}
    assert len(gzip.compress(page)) + sum(len(as_sent(file)) for file in files) < 15_000
