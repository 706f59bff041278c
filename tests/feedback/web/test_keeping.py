"""The forms that keep tickets in order."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.actions.teams.save_team import save_team
from accounts.models import Team
from feedback.models import SavedView
from feedback_site.kit import clock
from tests.factories.feedback import make_ticket

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.fixture
def desk(client_for, amir):
    return client_for(amir)


def test_tags_by_form(desk):
    ticket = make_ticket()
    page = f"/console/tickets/{ticket.ref}/"
    assert desk.post(f"{page}tags/", {"tag": "<b>物流</b>"}).status_code == 303
    shown = desk.get(page).text
    assert 'value="&lt;b&gt;物流&lt;/b&gt;"' in shown
    assert desk.post(f"{page}tags/", {"remove": "<b>物流</b>"}).status_code == 303
    assert not ticket.taggings.exists()
    assert desk.post(f"{page}tags/", {"tag": ""}).status_code == 422


def test_a_team_by_form(desk, ada):
    ticket, team = make_ticket(), save_team(name="Parcels", members=[], actor_id=ada.pk)
    page = f"/console/tickets/{ticket.ref}/team/"
    assert desk.post(page, {"team": str(team.pk)}).status_code == 303
    ticket.refresh_from_db()
    assert ticket.team == team
    for wrong in ("999", "²", "x"):
        assert desk.post(page, {"team": wrong}).status_code == 422
    assert desk.post(page, {"team": ""}).status_code == 303


@pytest.mark.parametrize(
    ("wish", "until"),
    [
        ("hours", FRIDAY + timedelta(hours=3)),
        ("tomorrow", datetime(2026, 11, 21, 1, tzinfo=UTC)),
        ("week", datetime(2026, 11, 23, 1, tzinfo=UTC)),
        ("reply", FRIDAY + timedelta(days=90)),
        ("2026-12-01T12:00", datetime(2026, 12, 1, 4, tzinfo=UTC)),
    ],
)
def test_putting_aside_by_form(desk, wish, until):
    with clock.at(FRIDAY):
        ticket = make_ticket()
        assert desk.post(f"/console/tickets/{ticket.ref}/rest/", {"until": wish}).status_code == 303
        ticket.refresh_from_db()
        assert ticket.snoozed_until == until
        assert desk.post(f"/console/tickets/{ticket.ref}/rest/", {"wake": "1"}).status_code == 303
        ticket.refresh_from_db()
        assert ticket.snoozed_until is None


@pytest.mark.parametrize("wish", ["", "never", "2026-02-30T12:00", "2020-01-01T12:00"])
def test_a_time_that_is_none(desk, wish):
    ticket = make_ticket()
    assert desk.post(f"/console/tickets/{ticket.ref}/rest/", {"until": wish}).status_code == 422


def test_a_list_is_kept_renamed_and_dropped(desk, amir):
    make_ticket("Kept")
    own = desk.get("/console/inbox/?status=unfinished&language=en&sort=newest")
    assert "Keep this list as" in own.text
    kept = desk.post("/console/inbox/views/", {"name": "English", "query": own.context["view"].query})
    view = SavedView.objects.get()
    assert kept.url == f"/console/inbox/?view={view.pk}"
    assert (view.wanted, view.sort) == ({"status": "unfinished", "language": "en"}, "newest")
    page = desk.get(kept.url)
    assert "English" in page.text
    assert len(page.context["page"].items) == 1
    place = f"/console/inbox/views/{view.pk}/"
    assert desk.post(place, {"name": "Englisch"}).url == kept.url
    assert desk.post(place, {"drop": "1"}).url == "/console/inbox/"
    assert not SavedView.objects.exists()
    assert desk.post(place, {"drop": "1"}).status_code == 404


def test_a_view_of_others_is_not_there(client_for, amir, max_):
    view = SavedView.objects.create(name="Mine", owner=amir, wanted={})
    assert client_for(max_).post(f"/console/inbox/views/{view.pk}/", {"drop": "1"}).status_code == 404
    assert client_for(max_).get(f"/console/inbox/?view={view.pk}").status_code == 400


def test_teams_by_form(client_for, max_, amir):
    desk = client_for(max_)
    assert desk.post("/console/teams/", {"name": "Parcels", "members": [amir.pk]}).status_code == 303
    team = Team.objects.get()
    assert list(team.members.all()) == [amir]
    assert "Parcels" in desk.get("/console/teams/").text
    assert desk.post("/console/teams/", {"name": "parcels"}).status_code == 422
    assert desk.post(f"/console/teams/{team.pk}/", {"name": "Parcels & co"}).status_code == 303
    team.refresh_from_db()
    assert (team.name, team.members.count()) == ("Parcels & co", 0)
