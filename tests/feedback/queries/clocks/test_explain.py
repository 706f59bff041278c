"""Any duration explains itself: on the page, in the API and on the command line alike."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.http import QueryDict

from feedback.actions.clocks.prioritise import prioritise
from feedback.actions.clocks.put_on_hold import put_on_hold
from feedback.actions.clocks.reschedule import reschedule
from feedback.actions.reply import reply
from feedback.actions.resolve import resolve
from feedback.actions.write_as_customer import write_as_customer
from feedback.models import Ticket, TicketClock
from feedback.queries.clocks.compliance import compliance
from feedback.queries.clocks.explain import explain
from feedback.queries.wait_filter import WaitFilter
from feedback.rules.clocks.targets import State
from feedback.rules.names import Priority
from feedback_site.kit import clock
from tests.factories.clocks import make_calendar, make_policy
from tests.factories.feedback import make_ticket

FRIDAY = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)  # 17:00 in Shanghai, an hour before closing


def after(**span):
    return clock.at(FRIDAY + timedelta(**span))


@pytest.fixture
def ticket(amir):
    """Asked on Friday at 17:00, answered on Monday at 10:00; asked again on Tuesday, held, answered."""
    with after(days=-1):
        office = make_calendar(is_usual=True)
        make_policy(calendar=office, first=60, next=60, resolution=600)
    with after():
        ticket = make_ticket()
    with after(days=2, hours=17):
        reply(ticket=ticket, author=amir, body="Soon.", then_hold=True)
    with after(days=3, hours=17):
        write_as_customer(ticket=ticket, body="And now?")
    with after(days=3, hours=17, minutes=30):
        reply(ticket=ticket, author=amir, body="Here.")
    ticket.refresh_from_db()
    return ticket


def test_it_tells_which_spans_counted_and_by_which_version(ticket):
    told = explain(ticket, FRIDAY + timedelta(days=4))
    first, second = told["waits"]
    version = told["calendars"][0]["version_id"]
    assert [(span["from"], span["to"], span["seconds"], span["calendar_version"]) for span in first["spans"]] == [
        ("2026-11-20T09:00:00+00:00", "2026-11-20T10:00:00+00:00", 3600, version),
        ("2026-11-23T01:00:00+00:00", "2026-11-23T02:00:00+00:00", 3600, version),
    ]
    assert (first["seconds"], first["business_seconds"]) == (65 * 3600, 2 * 3600)
    assert (first["promise"]["state"], first["promise"]["due_at"]) == ("breached", "2026-11-20T10:00:00+00:00")
    assert (second["seconds"], second["business_seconds"], second["promise"]["state"]) == (1800, 1800, "met")
    assert told["replay"] == "same"
    assert (told["resolution"]["counts"], told["resolution"]["to"]) == ("requester", None)
    assert [pause["because"] for pause in told["resolution"]["pauses"]] == ["customer"]
    assert told["sums"]["requester_seconds"] == (65 + 24.5) * 3600
    assert told["sums"]["agent_seconds"] == 65.5 * 3600
    assert [term["policy"]["name"] for term in told["terms"]] == ["Standard"]
    assert [event["name"].partition(".")[2] for event in told["events"]] == [
        "ticket_opened",
        "ticket_scheduled",
        "ticket_assigned",
        "ticket_replied",
        "ticket_held",
        "customer_wrote",
        "ticket_released",
        "ticket_replied",
    ]


def test_page_api_and_command_tell_the_same(ticket, client_for, amir):
    now = FRIDAY + timedelta(days=4)
    out = StringIO()
    with clock.at(now):
        client = client_for(amir)
        page = client.get(f"/console/tickets/{ticket.ref}/clocks/")
        api = client.get(f"/api/tickets/{ticket.ref}/clocks/")
        call_command("explain_ticket", ticket.ref.lower(), stdout=out)
    assert page.status_code == 200
    assert page.context["told"] == api.json() == json.loads(out.getvalue()) == explain(ticket, now)
    shown = page.content.decode()
    assert 'id="wait-1"' in shown
    assert 'id="resolution"' in shown


def test_a_case_that_is_not_there(client_for, amir):
    with pytest.raises(CommandError):
        call_command("explain_ticket", "HY-0000-0000")
    assert client_for(amir).get("/api/tickets/HY-0000-0000/clocks/").status_code == 404


def test_it_says_when_stored_figures_are_not_those_of_the_events(ticket):
    TicketClock.objects.filter(ticket=ticket).update(agent=timedelta(0))
    assert explain(ticket, FRIDAY + timedelta(days=4))["replay"] == "different"
    TicketClock.objects.filter(ticket=ticket).delete()
    assert explain(ticket, FRIDAY + timedelta(days=4))["replay"] == "older rules"


def test_a_policy_reaches_open_tickets_with_the_next_sweep(db):
    with after():
        ticket = make_ticket()
        make_policy(first=30)
    ticket.refresh_from_db()
    assert (ticket.due_at, explain(ticket, FRIDAY)["terms"]) == (None, [])
    with after(minutes=1):
        assert (reschedule(), reschedule()) == (1, 0)
    ticket.refresh_from_db()
    assert ticket.due_at == FRIDAY + timedelta(minutes=31)
    assert explain(ticket, FRIDAY + timedelta(minutes=2))["replay"] == "same"


def test_changed_hours_are_pending_until_then(db):
    with after():
        office = make_calendar(hours="00:00–24:00", weekend="00:00–24:00")
        make_policy(first=60, calendar=office)
        ticket = make_ticket()
        make_calendar(calendar=office, hours="00:00–24:00")
    ticket.refresh_from_db()
    assert explain(ticket, FRIDAY)["replay"] == "same"  # the hours of today are as before
    with after():
        make_calendar(calendar=office, valid_from=FRIDAY + timedelta(minutes=30), hours="22:00–23:00")
    assert explain(ticket, FRIDAY)["replay"] == "pending"
    with after(minutes=1):
        reschedule()
    ticket.refresh_from_db()
    assert explain(ticket, FRIDAY)["replay"] == "same"


def test_a_ticket_without_rules_is_explained_too(client_for, amir):
    with after():
        ticket = make_ticket()
    told = explain(ticket, FRIDAY + timedelta(hours=1))
    [wait] = told["waits"]
    assert (wait["seconds"], wait["business_seconds"], wait["spans"], wait["promise"]["state"]) == (
        3600,
        None,
        [],
        None,
    )
    assert client_for(amir).get(f"/console/tickets/{ticket.ref}/clocks/").status_code == 200


def test_priority_and_hold_by_page_and_api(client_for, amir, ticket):
    client = client_for(amir)
    with after(days=5):
        path = f"/console/tickets/{ticket.ref}"
        assert client.post(f"{path}/priority/", {"priority": "urgent"}).status_code == 303
        assert client.post(f"{path}/hold/", {"hold": "on"}).status_code == 303
        assert "put it on hold" in client.get(f"{path}/").content.decode()
        ticket.refresh_from_db()
        assert (ticket.priority, ticket.held_at) == (Priority.URGENT, FRIDAY + timedelta(days=5))
        assert client.post(f"{path}/hold/", {"hold": "off"}).status_code == 303
        sent = client.put(f"/api/tickets/{ticket.ref}/priority/", {"priority": "low"}, content_type="application/json")
        assert sent.json()["priority"] == "low"
        held = client.put(f"/api/tickets/{ticket.ref}/hold/", {"on_hold": True}, content_type="application/json")
        assert held.json()["held_at"] is not None
        bad = client.put(f"/api/tickets/{ticket.ref}/priority/", {"priority": "dire"}, content_type="application/json")
        assert bad.status_code == 422
        resolve(ticket=ticket, by=amir)
        assert client.post(f"{path}/priority/", {"priority": "urgent"}).status_code == 409
        assert client.post(f"{path}/hold/", {"hold": "on"}).status_code == 409


def test_compliance_counts_what_its_lists_hold(ticket, amir):
    now = FRIDAY + timedelta(days=4)
    with clock.at(now):
        late, running = make_ticket(), make_ticket()
        for row in (late, running):
            put_on_hold(ticket=row, by=amir)
    later = now + timedelta(minutes=30)
    with clock.at(later):
        [found] = compliance(later).values()
        counts = {state: getattr(found, state.value) for state in State if state != State.DROPPED}
        assert counts == {State.MET: 1, State.BREACHED: 1, State.LATE: 0, State.RUNNING: 2}
        assert found.percent == 50
    with clock.at(later + timedelta(hours=2)):
        [found] = compliance(clock.now()).values()
        assert (found.late, found.running, found.judged) == (2, 0, 4)
        for state in (State.MET, State.BREACHED, State.LATE, State.RUNNING):
            wanted = WaitFilter.from_query(QueryDict(found.link(state)))
            assert wanted.waits().count() == getattr(found, state.value)


def test_the_queues_words_for_targets(amir):
    with after(hours=-1):
        make_policy(first=60)
        ticket = make_ticket()
    at = ticket.created_at
    soon, late = at + timedelta(minutes=50), at + timedelta(minutes=61)
    seen = [
        (Ticket.objects.due_soon(moment).count(), Ticket.objects.breached(moment).count())
        for moment in (at, soon, late)
    ]
    assert seen == [(0, 0), (1, 0), (0, 1)]
    with clock.at(soon):
        prioritise(ticket=ticket, priority=Priority.HIGH, by=amir)
        reply(ticket=ticket, author=amir, body="Yes.")
    assert (Ticket.objects.due_soon(soon).count(), Ticket.objects.breached(late).count()) == (0, 0)
