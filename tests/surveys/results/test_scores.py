"""Scores of instruments: on the page, by the API, with what they rest on; the same numbers everywhere."""

import pytest

from surveys.actions.publish_survey import publish_survey
from surveys.actions.replace_draft import replace_draft
from surveys.models import Response
from surveys.queries.pooled import Filter, pooled_results
from surveys.rules.instruments.scoring import score
from surveys.rules.instruments.templates import template
from tests.factories.surveys import make_survey
from tests.support.drain import drain
from tests.surveys.api.test_responses import sent

pytestmark = pytest.mark.django_db
SUS = [f"sus_{number}" for number in range(1, 11)]
SHEETS = [dict.fromkeys(SUS, 3) | {"sus_1": first} for first in (1, 2, 4, 5, 5)]


def ask(key, stranger, sheets, settings=None):
    found = template(key)
    survey = make_survey(key, found.definition, settings or found.settings)
    for sheet in sheets:
        status, problem = stranger.post(f"{key}/responses/", sent(**sheet))
        assert status == 201, problem
    return survey


def test_sus_has_its_mean_interval_and_number(stranger, manager, client_for, amir):
    survey = ask("sus", stranger, SHEETS)
    drain()
    known = score("sus", SHEETS, SUS)
    (found,) = pooled_results(survey.pk, Filter()).scores
    assert (found.score.n, found.asked, found.versions, found.is_small) == (5, 5, [1], True)
    assert found.score.value == pytest.approx(known.value)
    assert (found.score.low, found.score.high) == (pytest.approx(known.low), pytest.approx(known.high))
    assert found.score.value == pytest.approx(50 + 2.5 * 0.4)
    (sent_out,) = manager.get("sus/results/")[1]["scores"]
    assert (sent_out["value"], sent_out["low"], sent_out["n"]) == (found.score.value, found.score.low, 5)
    html = client_for(amir).get("/console/surveys/sus/results/").content.decode()
    assert "System Usability Scale (SUS)" in html
    assert f"95% interval {known.low:.1f} to {known.high:.1f}, from 5 of 5 counted responses." in html
    assert "Few answers" in html


@pytest.mark.parametrize(
    ("key", "sheets", "value"),
    [
        ("umux-lite", [{"umux_lite_1": 7, "umux_lite_2": 6}, {"umux_lite_1": 1, "umux_lite_2": 2}], 50.0),
        ("nps", [{"nps": 10}, {"nps": 9}, {"nps": 7}, {"nps": 2}], 25.0),
        ("csat", [{"csat": 5}, {"csat": 4}, {"csat": 3}, {"csat": 1}], 50.0),
        ("ces", [{"ces": 7}, {"ces": 4}], 5.5),
    ],
)
def test_every_instrument_is_scored_by_its_own_rule(stranger, manager, key, sheets, value):
    items = template(key).items
    named = [dict(zip(items, sheet.values(), strict=True)) for sheet in sheets]
    ask(key, stranger, named)
    known = score(key, named, items)
    (found,) = manager.get(f"{key}/results/")[1]["scores"]
    assert found["value"] == pytest.approx(value) == pytest.approx(known.value)
    assert (found["low"], found["high"], found["n"]) == (
        pytest.approx(known.low),
        pytest.approx(known.high),
        len(sheets),
    )


def test_a_score_is_read_with_and_without_suspicious_answers(stranger, manager):
    ask("nps", stranger, [{"nps": 10}, {"nps": 9}, {"nps": 0}])
    Response.objects.filter(answers__nps=0).update(quality={"tier": "c", "reasons": ["honeypot"]})
    drain()
    values = [manager.get(f"nps/results/{query}")[1]["scores"][0]["value"] for query in ("", "?tier=b")]
    assert values == [pytest.approx(100 / 3), 100.0]


def test_versions_with_other_words_are_left_out_and_named(stranger, manager):
    survey = ask("ces", stranger, [{"ces": 7}])
    changed = template("ces").definition
    changed["pages"][0]["elements"][0]["title"] = "Was it hard?"
    replace_draft(survey_id=survey.pk, definition=changed)
    publish_survey(survey_id=survey.pk)
    stranger.post("ces/responses/", sent(ces=1))
    (found,) = manager.get("ces/results/")[1]["scores"]
    assert (found["value"], found["n"], found["asked"]) == (7.0, 1, 1)
    assert (found["versions"], found["other_versions"]) == ([1], [2])


def test_an_anonymous_score_waits_for_five_and_hides_with_its_questions(stranger, manager):
    ask("nps", stranger, [{"nps": 9}] * 4, {"anonymous": True, "instrument": "nps"})
    drain()
    assert manager.get("nps/results/")[1]["scores"] == []
    stranger.post("nps/responses/", sent(nps=9))
    drain()
    (found,) = manager.get("nps/results/")[1]["scores"]
    assert (found["value"], found["low"], found["n"]) == (100.0, None, 5)
