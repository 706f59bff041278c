"""The pages of calendars and policies."""

from datetime import UTC, datetime, timedelta

import pytest

from feedback.actions.write_as_customer import write_as_customer
from feedback.models import BusinessCalendar, CalendarVersion, PolicyVersion, SlaPolicy
from feedback_site.kit import clock
from notifications.models import LoggedEvent
from tests.factories.clocks import OFFICE, make_calendar, make_policy
from tests.factories.feedback import make_resolved

NOW = datetime(2026, 9, 18, 2, 30, tzinfo=UTC)
CALENDAR = {
    "name": "Shanghai",
    "timezone": "Asia/Shanghai",
    **{f"day_{number}": OFFICE for number in range(5)},
    "day_5": "",
    "day_6": "",
    "country": "CN",
    "exceptions": "2026-09-22 closed Stocktaking\n2026-09-23 10:00-11:00",
    "is_usual": "on",
    "go": "save",
}
POLICY = {
    "name": "Urgent",
    "priority": ["urgent", "high"],
    "channel": ["form"],
    "tag": "VIP，press",
    "calendar": "",
    "first_minutes": "30",
    "next_minutes": "",
    "resolution_minutes": "480",
    "counts": "requester",
    "warn_percent": "80",
    "is_active": "on",
}


@pytest.fixture
def desk(client_for, ada):
    with clock.at(NOW):
        yield client_for(ada)


def test_holidays_of_a_country_come_with_its_make_up_workdays(desk):
    assert desk.post("/console/calendars/new/", CALENDAR).status_code == 303
    version = CalendarVersion.objects.get()
    days = {day: found for day, found in version.days.items() if "2026-09" in day}
    assert {day: (found["hours"], found["kind"]) for day, found in days.items()} == {
        "2026-09-20": ([[540, 720], [810, 1080]], "workday"),
        "2026-09-22": ([], "own"),
        "2026-09-23": ([[600, 660]], "own"),
        "2026-09-25": ([], "holiday"),
    }
    assert version.calendar.is_usual
    assert LoggedEvent.objects.filter(name="feedback.calendar_changed").count() == 1


def test_a_look_saves_nothing_and_shows_fourteen_days(desk):
    page = desk.post("/console/calendars/new/", CALENDAR | {"go": "look"})
    assert (page.status_code, BusinessCalendar.objects.count()) == (200, 0)
    assert [line.day.day for line in page.context["days"]] == [*range(18, 31), 1]
    notes = {line.day.isoformat(): line.note for line in page.context["days"] if line.note}
    assert notes == {
        "2026-09-20": "Make-up workday",
        "2026-09-22": "Stocktaking",
        "2026-09-23": "Own hours",
        "2026-09-25": "Mid-Autumn Festival",
        "2026-10-01": "National Day",
    }
    assert page.context["unknown"] == [2027, 2028, 2029]


def test_names_of_holidays_are_in_the_readers_language(desk, ada):
    ada.language = "zh-hans"
    ada.save()
    page = desk.post("/console/calendars/new/", CALENDAR | {"go": "look"})
    assert {line.note for line in page.context["days"]} >= {"调休上班", "中秋节", "国庆节"}


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"day_0": "18:00-09:00"}, "day_0"),
        ({"day_0": "09:00-12:00, 11:00-13:00"}, "day_0"),
        ({"day_0": "nine to five"}, "day_0"),
        ({"day_0": "22:00-06:00+1", "day_1": "05:00-12:00"}, "day_0"),
        ({f"day_{n}": "" for n in range(7)}, "day_0"),
        ({"exceptions": "tomorrow closed"}, "exceptions"),
        ({"exceptions": "2026-13-01 closed"}, "exceptions"),
        ({"exceptions": "2026-12-01 maybe"}, "exceptions"),
        ({"exceptions": "2026-12-01 12:00-09:00"}, "exceptions"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"country": "XX"}, "country"),
        ({"name": ""}, "name"),
    ],
)
def test_what_makes_no_sense_is_shown_beside_its_field(desk, wish, field):
    page = desk.post("/console/calendars/new/", CALENDAR | wish)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert BusinessCalendar.objects.count() == 0


def test_new_hours_become_a_version_to_come(desk):
    found = make_calendar("Shanghai", country="CN", is_usual=True)
    path = f"/console/calendars/{found.pk}/"
    form = desk.get(path).context["form"]
    same = {name: value for name, value in form.initial.items() if value is not False}
    assert desk.post(path, same | {"go": "save"}).status_code == 303
    assert found.versions.count() == 1
    late = same | {"day_4": "09:00-13:00", "valid_from": "2026-09-21"}
    assert desk.post(path, late).status_code == 303
    assert found.versions.latest("number").valid_from == datetime(2026, 9, 20, 16, tzinfo=UTC)
    past = desk.post(path, late | {"day_4": "", "valid_from": "2026-09-01"})
    assert (past.status_code, list(past.context["form"].errors)) == (422, ["valid_from"])
    soon = desk.post(path, late | {"day_4": "", "valid_from": "2026-09-20"})
    assert (soon.status_code, list(soon.context["form"].errors)) == (422, ["valid_from"])


def test_managers_read_and_agents_do_not(client_for, max_, amir):
    make_calendar()
    make_policy(condition={"channel": ["form"], "priority": ["high"]})
    for path in ("/console/calendars/", "/console/policies/"):
        assert client_for(max_).get(path).status_code == 200
        assert client_for(amir).get(path).status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_ask_as_much_for_three_as_for_one(client_for, max_, number, django_assert_num_queries):
    client = client_for(max_)
    for name in "abc"[:number]:
        make_policy(name, calendar=make_calendar(name))
    client.get("/console/policies/")
    with django_assert_num_queries(9):
        client.get("/console/policies/")
    with django_assert_num_queries(4):
        client.get("/console/calendars/")


def test_a_policy_is_made_changed_and_moved(desk):
    assert desk.post("/console/policies/new/", POLICY).status_code == 303
    version = PolicyVersion.objects.get()
    assert version.condition == {"channel": ["form"], "priority": ["high", "urgent"], "tag": ["press", "vip"]}
    assert (version.first_minutes, version.next_minutes, version.resolution_minutes) == (30, None, 480)
    make_policy("Rest", first=480)
    path = f"/console/policies/{version.policy_id}/"
    assert desk.get(path).context["form"].initial["tag"] == "press, vip"
    assert desk.post(path, POLICY).status_code == 303
    assert version.policy.versions.count() == 1
    assert desk.post(path, POLICY | {"first_minutes": "20"}).status_code == 303
    assert version.policy.versions.count() == 2
    assert desk.post(f"{path}place/", {"go": "down"}).status_code == 303
    assert desk.post(f"{path}place/", {"go": "down"}).status_code == 303
    assert [policy.name for policy in SlaPolicy.objects.in_order()] == ["Rest", "Urgent"]
    shown = desk.get("/console/policies/").content.decode()
    assert shown.index("1. Rest") < shown.index("2. Urgent")


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"name": ""}, "name"),
        ({"first_minutes": "", "resolution_minutes": ""}, "first_minutes"),
        ({"first_minutes": "0"}, "first_minutes"),
        ({"warn_percent": "100"}, "warn_percent"),
        ({"priority": ["dire"]}, "priority"),
        ({"counts": "nothing"}, "counts"),
    ],
)
def test_a_policy_without_sense_is_refused(desk, wish, field):
    page = desk.post("/console/policies/new/", POLICY | wish)
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    assert SlaPolicy.objects.count() == 0


def test_names_are_taken_once(desk):
    make_policy("Urgent")
    make_calendar("Shanghai")
    assert desk.post("/console/policies/new/", POLICY).status_code == 422
    assert desk.post("/console/calendars/new/", CALENDAR).status_code == 422


def test_a_resolution_that_did_not_hold_is_counted_and_listed(client_for, max_, amir):
    ended = NOW - timedelta(days=9)
    with clock.at(ended):
        back, late, kept = (make_resolved(amir) for _ in range(3))
    with clock.at(NOW - timedelta(days=40)):
        make_resolved(amir)
    with clock.at(NOW - timedelta(days=1)):
        make_resolved(amir)
    for ticket, days in ((back, 7), (late, 8)):
        with clock.at(ended + timedelta(days=days)):
            write_as_customer(ticket=ticket, body="It is broken again.")
    with clock.at(NOW):
        client = client_for(max_)
        again = client.get("/console/policies/").context["again"]
        assert (again.resolved, again.reopened, again.open) == (4, 1, 1)
        page = client.get("/console/policies/reopened/")
        assert [row.ticket for row in page.context["page"].items] == [back]
    assert kept.resolutions.get().reopened_at is None
