"""Hours and absences: kept, shown, refused, and whose they are."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.actions.working_time.plan_absence import end_absence, plan_absence
from accounts.models import Absence, Team, User, WorkingTime
from accounts.queries.standing import colleagues, standing_of
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from notifications.models import LoggedEvent

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WEEK = ["09:00–12:00, 13:30–18:00"] * 5 + ["", ""]


moment = datetime.fromisoformat


@pytest.fixture
def send(client_for):
    def send(user, method, path, body=None):
        return client_for(user).generic(method, path, json.dumps(body or {}), content_type="application/json")

    return send


def away(person, start=-HOUR, end=DAY, **cover):
    now = clock.now()
    return plan_absence(person=person, starts_at=now + start, ends_at=now + end, actor_id=person.pk, **cover)


def page(person, rest="time/"):
    return f"/console/people/{person.pk}/{rest}"


# ---------------------------------------------------------------- hours
def test_hours_are_kept_in_ones_own_zone_and_shown_again(client_for, amir):
    client = client_for(amir)
    wish = {"timezone": "Europe/Berlin", "capacity": "3", **{f"day_{n}": line for n, line in enumerate(WEEK)}}
    assert client.post(page(amir), wish).status_code == 303
    kept = WorkingTime.objects.get(person=amir)
    assert (kept.timezone, kept.capacity, kept.week[0], kept.week[6]) == (
        "Europe/Berlin",
        3,
        [[540, 720], [810, 1080]],
        [],
    )
    shown = client.get(page(amir)).content.decode()
    assert shown.count("09:00–12:00, 13:30–18:00") >= 5
    assert LoggedEvent.objects.filter(name="accounts.working_time_changed").count() == 1
    client.post(page(amir), wish)
    assert LoggedEvent.objects.filter(name="accounts.working_time_changed").count() == 1


@pytest.mark.parametrize(
    "change", [{"day_0": "9 to five"}, {"day_0": "18:00–09:00"}, {"timezone": "Mars/Base"}, {"capacity": "1001"}]
)
def test_hours_that_make_no_sense_are_refused(client_for, amir, change):
    assert client_for(amir).post(page(amir), {"timezone": "UTC", **change}).status_code == 422
    assert not WorkingTime.objects.exists()


@pytest.mark.parametrize("row", [{"week": [[]]}, {"capacity": 1001}, {"timezone": ""}])
def test_the_database_keeps_hours_whole(amir, row):
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkingTime.objects.create(person=amir, **{"timezone": "UTC", **row})


# ---------------------------------------------------------------- absence
def test_days_away_are_whole_days_on_ones_own_clock(client_for, amir, max_):
    WorkingTime.objects.create(person=amir, timezone="Asia/Shanghai")
    with clock.at(moment("2026-11-20T10:00+08:00")):
        wish = {"first": "2026-12-01", "last": "2026-12-05", "cover": f"person:{max_.pk}"}
        assert client_for(amir).post(page(amir, "absences/"), wish).status_code == 303
        shown = client_for(amir).get(page(amir)).content.decode()
    found = Absence.objects.get()
    assert (found.starts_at, found.ends_at) == (moment("2026-12-01T00:00+08:00"), moment("2026-12-06T00:00+08:00"))
    assert (found.cover, "1 Dec 2026 – 5 Dec 2026" in shown, "Max takes over" in shown) == (max_, True, True)


def test_absences_of_one_person_lie_apart(amir, max_):
    away(amir)
    with pytest.raises(Invalid):
        away(amir, start=2 * HOUR, end=2 * DAY)
    away(amir, start=DAY, end=2 * DAY + HOUR)
    away(max_)
    assert Absence.objects.count() == 3


@pytest.mark.parametrize("wrong", ["ends first", "two covers", "self", "overlap"])
def test_the_database_keeps_absences_sane(amir, max_, wrong):
    now = clock.now()
    row = {"person": amir, "starts_at": now, "ends_at": now + DAY}
    if wrong == "ends first":
        row["ends_at"] = now
    elif wrong == "two covers":
        row |= {"cover_person": max_, "cover_team": Team.objects.create(name="Shop")}
    elif wrong == "self":
        row["cover_person"] = amir
    else:
        away(amir)
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(**row)


@pytest.mark.parametrize(("start", "end"), [(DAY, HOUR), (-DAY, -HOUR), (HOUR, 400 * DAY), (900 * DAY, 901 * DAY)])
def test_an_absence_without_sense_is_refused(amir, start, end):
    with pytest.raises(Invalid):
        away(amir, start=start, end=end)


def test_nobody_covers_who_does_not_answer_or_is_away_themselves_by_choice(amir, rosa):
    for cover in (amir, rosa):
        with pytest.raises(Invalid):
            away(amir, cover_person=cover)


def test_coming_back_ends_it_and_taking_back_drops_it(amir):
    running, planned = away(amir), away(amir, start=2 * DAY, end=3 * DAY)
    end_absence(absence=running, actor_id=amir.pk)
    end_absence(absence=planned, actor_id=amir.pk)
    assert standing_of(amir).away_until(clock.now()) is None
    assert list(Absence.objects.values_list("pk", flat=True)) == [running.pk]
    with pytest.raises(Conflict):
        end_absence(absence=running, actor_id=amir.pk)


def test_choices_say_who_is_away_and_until_when(amir, max_, django_assert_num_queries):
    away(amir)
    with django_assert_num_queries(2):
        found = {one.person.name: str(one) for one in colleagues(User.objects.filter(pk__in=[amir.pk, max_.pk]))}
    assert found["Max"] == "Max"
    assert found["Amir"].startswith("Amir (away until ")


# ---------------------------------------------------------------- whose
def test_one_sets_ones_own_and_a_manager_everybodys(client_for, amir, max_, rosa, make_user):
    bea = make_user("Bea", "agent")
    asked = {
        (who.name, whose.name): client_for(who).get(page(whose)).status_code
        for who in (amir, max_, rosa)
        for whose in (amir, bea, rosa)
    }
    assert asked == {
        ("Amir", "Amir"): 200,
        ("Amir", "Bea"): 404,
        ("Amir", "Rosa"): 404,
        ("Max", "Amir"): 200,
        ("Max", "Bea"): 200,
        ("Max", "Rosa"): 404,
        ("Rosa", "Amir"): 403,
        ("Rosa", "Bea"): 403,
        ("Rosa", "Rosa"): 403,
    }


def test_nobody_ends_anothers_absence(client_for, send, amir, make_user):
    bea = make_user("Bea", "agent")
    hers = away(bea)
    for owner in (bea, amir):
        assert client_for(amir).post(page(owner, f"absences/{hers.pk}/end/")).status_code == 404
        assert send(amir, "DELETE", f"/api/people/{owner.pk}/absences/{hers.pk}/").status_code == 404
    assert send(bea, "DELETE", f"/api/people/{bea.pk}/absences/{hers.pk}/").status_code == 204


def test_programs_do_the_same(send, amir, max_):
    place = f"/api/people/{amir.pk}/"
    wish = {"timezone": "Asia/Shanghai", "week": WEEK, "capacity": 2}
    assert send(max_, "PUT", f"{place}working-time/", wish).json() == wish
    assert send(amir, "GET", f"{place}working-time/").json() == wish
    assert send(amir, "PUT", f"{place}working-time/", {**wish, "week": ["x"] * 7}).json()["errors"].keys() == {"week"}
    span = {"starts_at": "2090-01-01T00:00:00Z", "ends_at": "2090-01-02T00:00:00Z"}
    assert send(amir, "POST", f"{place}absences/", span).status_code == 422
    now = clock.now()
    span = {"starts_at": (now + DAY).isoformat(), "ends_at": (now + 2 * DAY).isoformat(), "cover_person": max_.pk}
    made = send(amir, "POST", f"{place}absences/", span)
    assert (made.status_code, made.json()["cover_person"]) == (201, max_.pk)
    assert [row["id"] for row in send(max_, "GET", f"{place}absences/").json()] == [made.json()["id"]]
