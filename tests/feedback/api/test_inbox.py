"""The inbox by program: views, filter, search, tags, many at once."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.actions.teams.save_team import save_team
from accounts.models import ApiToken
from feedback.models import SavedView, Ticket
from feedback_site.kit import clock
from feedback_site.kit.tokens import hash_token
from tests.factories.feedback import make_resolved, make_ticket
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def api(amir):
    ApiToken.objects.create(owner=amir, label="test", token_hash=hash_token("secret"))
    return Client(headers={"authorization": "Bearer secret", "accept": JSON})


def send(client, method, url, data=None):
    return getattr(client, method)(url, data, content_type=JSON)


def listed(api, query):
    return [row["ref"] for row in api.get(f"/api/tickets/?{query}").json()["results"]]


def test_the_list_takes_the_filter_the_order_and_words(api, amir):
    chinese, english = make_ticket("要退款", language="zh-hans"), make_ticket("A refund, please")
    make_resolved(amir)
    drain()
    assert listed(api, "status=unfinished&sort=newest") == [english.ref, chinese.ref]
    assert listed(api, "language=zh-hans") == [chinese.ref]
    assert listed(api, "text=退款") == [chinese.ref]
    assert listed(api, "view=open&text=refund") == [english.ref]
    assert api.get("/api/tickets/?status=lost").status_code == 400


def test_views(api, amir, ada):
    make_ticket()
    team = save_team(name="Parcels", members=[amir], actor_id=ada.pk)
    made = send(api, "post", "/api/inbox/views/", {"name": "Open", "filter": {"status": "open"}, "team": team.pk})
    assert made.status_code == 201
    views = {view["key"]: view for view in api.get("/api/inbox/views/").json()}
    assert (views["waiting"]["count"], views["waiting"]["more"], views["resolved"]["count"]) == (1, False, None)
    kept = views[made.json()["key"]]
    assert (kept["name"], kept["filter"], kept["team"], kept["count"]) == ("Open", {"status": "open"}, team.pk, 0)
    place = f"/api/inbox/views/{kept['key']}/"
    assert send(api, "put", place, {"name": "Still open"}).json()["name"] == "Still open"
    assert api.delete(place).status_code == 204
    assert not SavedView.objects.exists()
    assert send(api, "post", "/api/inbox/views/", {"name": "x", "filter": {"status": "lost"}}).status_code == 400


def test_tags_team_and_rest(api, amir, ada):
    ticket, team = make_ticket(), save_team(name="Parcels", members=[amir], actor_id=ada.pk)
    place = f"/api/tickets/{ticket.ref}"
    assert send(api, "put", f"{place}/tags/", {"tags": ["late", "物流"]}).json() == {"tags": ["late", "物流"]}
    assert send(api, "put", f"{place}/tags/", {"tags": ["Late"]}).json() == {"tags": ["late"]}
    assert api.get(f"{place}/tags/").json() == {"tags": ["late"]}
    assert send(api, "put", f"{place}/team/", {"team": team.pk}).json() == {"team": team.pk}
    until = (clock.now() + timedelta(days=1)).isoformat()
    assert send(api, "put", f"{place}/rest/", {"until": until}).status_code == 200
    found = Ticket.objects.get()
    assert (found.team, found.snoozed_until.isoformat()) == (team, until)
    assert send(api, "put", f"{place}/rest/", {"until": None}).json() == {"until": None}
    assert send(api, "put", f"{place}/rest/", {"until": "2020-01-01T00:00:00Z"}).status_code == 422


def test_many_at_once(api, amir):
    new, resolved = make_ticket(), make_resolved(amir)
    wish = {"wish": "priority:high", "refs": [new.ref, resolved.ref]}
    looked = send(api, "post", "/api/inbox/bulk/", {**wish, "look": True})
    assert looked.status_code == 200
    assert {step["ref"]: step["outcome"] for step in looked.json()["steps"]} == {
        new.ref: "done",
        resolved.ref: "skipped",
    }
    done = send(api, "post", "/api/inbox/bulk/", wish)
    assert done.status_code == 201
    assert (done.json()["state"], done.json()["numbers"]["done"]) == ("done", 1)
    place = f"/api/inbox/bulk/{done.json()['id']}/"
    assert api.get(place).json() == done.json()
    assert api.delete(place).json()["numbers"]["undone"] == 1
    assert (
        send(api, "post", "/api/inbox/bulk/", {"wish": "tag:all", "filter": {"status": "new"}}).json()["numbers"][
            "done"
        ]
        == 1
    )
    assert send(api, "post", "/api/inbox/bulk/", {"wish": "delete:", "refs": [new.ref]}).status_code == 422
    assert send(api, "post", "/api/inbox/bulk/", {"wish": "tag:x", "refs": []}).status_code == 422
