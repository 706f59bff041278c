"""Publishing, pausing, times and limits for programs, and the cost of lists."""

import pytest

from surveys.models import Response, Survey
from tests.factories.surveys import ONE_PAGE, make_survey
from tests.surveys.api.test_responses import sent

pytestmark = pytest.mark.django_db


def test_versions_are_listed_and_read(manager):
    make_survey("lunch")
    manager.put("lunch/draft/", {"definition": ONE_PAGE | {"title": "Tea"}})
    assert manager.post("lunch/versions/")[1]["number"] == 2
    status, page = manager.get("lunch/versions/")
    assert (status, [item["number"] for item in page["items"]], page["next"]) == (200, [2, 1], None)
    assert manager.get("lunch/versions/1/")[1]["definition"] == ONE_PAGE
    assert [manager.get(f"lunch/versions/{n}/")[0] for n in (3, 10**30)] == [404, 404]


def test_a_survey_is_paused_and_has_times(manager, stranger):
    make_survey("lunch")
    assert manager.get("lunch/state/")[1]["moves"] == ["close", "pause", "publish"]
    assert manager.put("lunch/state/", {"move": "pause"})[1]["state"] == "paused"
    assert manager.put("lunch/state/", {"move": "pause"})[0] == 409
    assert manager.put("lunch/state/", {"move": "reopen"})[1]["state"] == "live"
    times = {"opens_at": "2090-01-01T09:00:00Z", "closes_at": None}
    assert manager.put("lunch/schedule/", times)[0] == 200
    assert stranger.get("lunch/")[0] == 410
    wrong = {"opens_at": "2090-01-01T09:00:00Z", "closes_at": "2089-01-01T09:00:00Z"}
    assert list(manager.put("lunch/schedule/", wrong)[1]["errors"]) == ["closes_at"]
    assert manager.put("lunch/schedule/", {"opens_at": "soon"})[0] == 422


def test_limits_are_set_and_seen(manager, stranger):
    make_survey("lunch")
    wish = {"cap": 1, "quotas": [{"name": "rice", "cap": 5, "when": "{dish} = 'Rice'"}]}
    assert manager.put("lunch/limits/", wish) == (200, wish | {"slots": []})
    manager.post("lunch/versions/")
    assert [stranger.post("lunch/responses/", sent(dish="Rice"))[1]["counted"] for _ in range(2)] == [True, False]
    slots = [{"name": "", "cap": 1, "taken": 1}, {"name": "rice", "cap": 5, "taken": 1}]
    assert manager.get("lunch/limits/")[1]["slots"] == slots
    wrong = {"quotas": [{"name": "rice", "cap": 5, "when": "{nobody} = 1"}]}
    assert list(manager.put("lunch/limits/", wrong)[1]["errors"]) == ["settings.limits.quotas[0].when"]
    assert manager.put("lunch/limits/", {"quotas": [{"name": "x"}]})[0] == 422
    assert manager.put("lunch/limits/", {})[1]["cap"] is None
    assert Survey.objects.get().settings == {}


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("listed", [("", 3), ("lunch/versions/", 4), ("lunch/responses/", 4)])
def test_the_cost_of_a_list_does_not_grow(manager, stranger, django_assert_num_queries, rows, listed):
    path, queries = listed
    make_survey("lunch")
    for number in range(rows - 1):
        make_survey(f"more-{number}")
        manager.put("lunch/draft/", {"definition": ONE_PAGE | {"title": str(number)}})
        manager.post("lunch/versions/")
    for _ in range(rows):
        stranger.post("lunch/responses/", sent(dish="Rice"))
    assert Response.objects.count() == rows
    with django_assert_num_queries(queries):
        assert len(manager.get(path)[1]["items"]) == rows
