"""Responses for programs: piece by piece, and lists of some of them."""

from datetime import UTC, datetime, timedelta

import pytest

from feedback_site.kit import clock
from feedback_site.kit.tokens import uuid7
from surveys.models import Response
from surveys.models.response_count import ResponseCount
from surveys.rules.anonymity import coarse
from surveys.rules.lifecycle import LINK_DAYS
from tests.factories.surveys import make_survey
from tests.support.drain import drain

pytestmark = pytest.mark.django_db


def sent(*, complete=True, **answers):
    return {"id": str(uuid7()), "answers": answers, "complete": complete}


def test_a_replay_after_another_version_is_still_a_replay(stranger, manager):
    make_survey("lunch")
    whole, part = sent(dish="soup", guests=2), sent(complete=False, guests=3)
    for body in (whole, part):
        assert stranger.post("lunch/responses/", body)[0] == 201
    other = {"elements": [{"type": "text", "name": "new", "isRequired": True}]}
    assert manager.put("lunch/draft/", {"definition": other})[0] == 200
    assert manager.post("lunch/versions/")[0] == 201
    for body in (whole, part, whole):
        assert stranger.post("lunch/responses/", body)[0] == 200
    assert stranger.post("lunch/responses/", whole | {"answers": {"dish": "tea"}})[0] == 409
    assert stranger.post("lunch/responses/", sent(dish="soup"))[0] == 422
    assert Response.objects.count() == 2


def test_the_key_expires_like_the_link(stranger):
    make_survey("lunch")
    _, receipt = stranger.post("lunch/responses/", sent(complete=False, guests=2))
    place = f"lunch/unfinished/{receipt['key']}/"
    assert stranger.get(place)[0] == 200
    with clock.at(clock.now() + timedelta(days=LINK_DAYS + 1)):
        assert stranger.get(place)[0] == 410
        assert stranger.patch(place, {"answers": {"guests": 3}})[0] == 410
    assert Response.objects.get().answers == {"guests": 2}


def test_a_response_is_sent_piece_by_piece(stranger):
    make_survey("lunch")
    status, receipt = stranger.post("lunch/responses/", sent(complete=False, guests=2))
    assert (status, receipt["status"]) == (201, "in_progress")
    place = f"lunch/unfinished/{receipt['key']}/"
    assert stranger.get(place)[1]["answers"] == {"guests": 2}
    assert list(stranger.patch(place, {"complete": True})[1]["errors"]) == ["answers.dish"]
    assert stranger.patch(place, {"answers": {"dish": "Rice", "guests": None}})[1]["status"] == "in_progress"
    assert stranger.get(place)[1]["answers"] == {"dish": "Rice"}
    last = {"answers": {"guests": 3}, "complete": True}
    done = {"id": receipt["id"], "status": "complete", "counted": True, "key": None, "link": None}
    assert [stranger.patch(place, last) for _ in range(3)] == [(200, done)] * 3
    assert stranger.patch(place, {"answers": {"guests": 4}, "complete": True})[0] == 409
    assert stranger.patch(place, {"answers": {"guests": 3}})[0] == 409
    assert stranger.get(place)[0] == 404
    assert Response.objects.get().answers == {"dish": "Rice", "guests": 3}
    drain()
    assert list(ResponseCount.objects.values_list("started", "completed")) == [(1, 1)]


def test_a_key_opens_its_own_response_only(stranger):
    make_survey("lunch")
    make_survey("other")
    _, receipt = stranger.post("lunch/responses/", sent(complete=False, guests=2))
    assert stranger.get(f"other/unfinished/{receipt['key']}/")[0] == 404
    assert stranger.patch(f"lunch/unfinished/{receipt['id']}/", {"answers": {}})[0] == 404
    assert list(stranger.patch(f"lunch/unfinished/{receipt['key']}/", {"answers": {"tea": 1}})[1]["errors"]) == [
        "answers.tea"
    ]


def test_what_is_anonymous_stays_without_times(stranger):
    make_survey("lunch", settings={"anonymous": True})
    _, receipt = stranger.post("lunch/responses/", sent(complete=False, guests=2))
    stranger.patch(f"lunch/unfinished/{receipt['key']}/", {"answers": {"dish": "Rice"}, "complete": True})
    found = Response.objects.get()
    assert found.started_at == found.updated_at == found.completed_at == coarse(clock.now())


def test_lists_are_narrowed_and_paged(manager, stranger):
    make_survey("lunch")
    for day in (1, 2, 3):
        with clock.at(datetime(2026, 11, day, 9, tzinfo=UTC)):
            stranger.post("lunch/responses/", sent(dish=f"Rice {day}", complete=day < 3))
    Response.objects.filter(answers__dish="Rice 1").update(quality={"tier": "c"})

    def dishes(query):
        return [item["answers"]["dish"][-1] for item in manager.get(f"lunch/responses/?{query}")[1]["items"]]

    assert dishes("status=complete") == ["2", "1"]
    assert dishes("since=2026-11-02T00:00:00Z") == ["3", "2"]
    assert dishes("tier=b") == ["2"]
    assert (dishes("version=1"), dishes("version=2")) == (["3", "2", "1"], [])
    first = manager.get("lunch/responses/?size=2")[1]
    assert [item["answers"]["dish"] for item in first["items"]] == ["Rice 3", "Rice 2"]
    assert dishes(f"size=2&cursor={first['next']}") == ["1"]
    for wrong in ("size=0", "size=1000", "status=lost", "tier=z", "since=soon", "version=0", "version=x"):
        status, problem = manager.get(f"lunch/responses/?{wrong}")
        assert (status, list(problem["errors"])) == (422, [wrong.partition("=")[0]])
