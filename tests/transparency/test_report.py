"""What is published counts everyone, matches the managers' figures, names nobody and outlives the cache."""

import json
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from feedback.actions.incoming.release import Into, release
from feedback.actions.incoming.take_mail import take_mails
from feedback.queries.mail.signed_names import reporter_address
from feedback.rules.names import Reason
from feedback_site.kit import clock
from insights.queries.figures import figures
from insights.rules.periods import last_days
from tests.factories.mail import letter, receive
from tests.insights.conftest import at
from transparency.queries.published import published

NOW = at("2026-11-22 22:00 Asia/Shanghai")
URL, JSON = "/transparency/", "/transparency/figures.json"
HOUR = 3600.0


def test_everyone_is_counted(busy_week):
    found = published(NOW)
    span = found["spans"][0]
    assert (span["days"], span["received"], span["answered"]) == (28, 11, 7)
    assert (span["still_waiting"], span["closed_without_answer"]) == (2, 2)
    assert span["closed_by_reason"] == {"duplicate": 1, "spam": 1}
    assert span["half_answered_within"] == {"n": 11, "median": 9 * HOUR, "values": ()}
    assert [(w["hours"], w["answered"], w["too_early"]) for w in span["answered_within"]] == [
        (24, 6, 1),
        (72, 7, 2),
    ]
    assert span["times_of_the_answered_alone"]["n"] == 7
    assert span["ages_of_the_still_waiting"]["longest"] == 60 * HOUR
    assert (found["waiting_now"]["n"], found["waiting_now"]["longest"]) == (3, 60 * HOUR)


def test_the_same_as_managers_see(busy_week):
    for span in published(NOW)["spans"]:
        seen = figures(last_days(span["days"], NOW, ZoneInfo("Asia/Shanghai")), NOW)
        assert span["received"] == seen.cohort.received.n
        assert span["answered"] == seen.cohort.answered.n
        assert span["half_answered_within"]["median"] == seen.cohort.headline.median
    assert published(NOW)["waiting_now"]["n"] == seen.waiting.count.n


def test_months_add_up(desk):
    desk.hear(at("2026-10-31 23:59 Asia/Shanghai"), answered=1)
    desk.hear(at("2026-11-01 00:00 Asia/Shanghai"), closed=1, reason=Reason.NO_REPLY_NEEDED)
    desk.hear(at("2025-12-31 12:00 Asia/Shanghai"))
    months = published(NOW)["months"]
    assert [(m["month"], m["received"], m["answered"], m["still_waiting"]) for m in months] == [
        ("2026-11", 1, 0, 0),
        ("2026-10", 1, 1, 0),
        ("2025-12", 1, 0, 1),
    ]


def test_closing_makes_nothing_better(desk):
    for hours in range(1, 8):
        desk.hear(NOW - timedelta(days=10), answered=hours)
    open_cases = [desk.hear(NOW - timedelta(days=10)) for _ in range(8)]
    before = published(NOW)["spans"][0]
    from feedback.actions.close_ticket import close_ticket

    with clock.at(NOW):
        for ticket in open_cases:
            close_ticket(ticket=ticket, by=desk.agent, reason=Reason.NO_REPLY_NEEDED)
    after = published(NOW)["spans"][0]
    assert before["half_answered_within"] == after["half_answered_within"]
    assert after["half_answered_within"]["median"] is None
    assert [w["share"] for w in before["answered_within"]] == [w["share"] for w in after["answered_within"]]
    assert after["closed_without_answer"] == 8


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_anybody_reads_it_in_either_language(sam, busy_week, language):
    sam.post("/language/", {"language": language})
    with clock.at(NOW):
        response = sam.get(URL)
    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in page
    assert "kettle" not in page
    assert "Amir" not in page
    assert "style=" not in page


def test_page_and_json_say_the_same(sam, busy_week):
    with clock.at(NOW):
        page = sam.get(URL)
        answer = sam.get(JSON)
    assert answer["Content-Type"] == "application/json"
    assert answer.json() == json.loads(json.dumps(page.context["figures"]))
    text = page.content.decode()
    assert "7 answered, 2 still waiting, 2 closed without an answer" in text
    assert "n = 11, those still without an answer counted" in text
    assert "55%" in text
    assert "Duplicate&nbsp;1, Spam&nbsp;1" in text


def test_before_anybody_wrote(sam, db):
    page = sam.get(URL).content.decode()
    assert "Nobody is waiting." in page
    assert "Nobody wrote in this time." in page
    assert sam.get(JSON).json()["months"] == []


def test_a_crowd_costs_one_computation(sam, busy_week):
    with clock.at(NOW):
        with CaptureQueriesContext(connection) as first:
            sam.get(URL)
        with CaptureQueriesContext(connection) as second:
            sam.get(URL)
            sam.get(JSON)
    assert (len(first), len(second)) == (6, 0)
    with clock.at(NOW + timedelta(minutes=2)), CaptureQueriesContext(connection) as later:
        sam.get(URL)
    assert len(later) == 6


def test_without_a_cache_it_still_answers(sam, busy_week, settings, caplog):
    settings.CACHES = {
        "default": {
            "BACKEND": settings.CACHES["default"]["BACKEND"],
            "LOCATION": "redis://127.0.0.1:9",
        }
    }
    cache.close()
    with clock.at(NOW):
        assert sam.get(JSON).json()["spans"][0]["received"] == 11
    assert "cache_unreachable" in caplog.text


def test_mails_in_no_case_stand_beside_the_cases(sam, desk, settings):
    """A sender of very many and a stranger hide nothing by that: what is held is counted until it is a case."""
    settings.MAIL_ADDRESS, settings.MAIL_CASES_PER_HOUR = "help@example.org", 1
    with clock.at(NOW - timedelta(hours=5)):
        for number in range(4):
            receive(letter(f"No. {number}", sender="mallory@example.net"))
    with clock.at(at("2026-10-31 22:00 Asia/Shanghai")):
        receive(letter("Me too.", to=reporter_address(desk.hear(NOW).ref), sender="otto@example.org"))
    with clock.at(NOW):
        found = sam.get(JSON).json()
        page = sam.get(URL).content.decode()
    assert found["mails_in_no_case"] == {
        "n": 4,
        "longest": 22 * 24 * HOUR,
        "too_many_of_one_sender": 3,
        "to_anothers_case": 1,
        "not_readable": 0,
    }
    assert [(month["month"], month["received"], month["mails_in_no_case"]) for month in found["months"]] == [
        ("2026-11", 2, 3),
        ("2026-10", 0, 1),
    ]
    assert "3 because their senders wrote many at once" in page
    release(sender="mallory@example.net", by=desk.agent, into=Into.CASES)
    take_mails()
    later = published(NOW)
    assert (later["mails_in_no_case"]["n"], later["months"][0]["received"]) == (1, 5)


def test_it_only_reads(sam, db):
    assert [sam.post(URL).status_code, sam.delete(JSON).status_code] == [405, 405]
