"""Changing many tickets: looked at first, done by the same actions, taken back where that can be."""

from datetime import timedelta

import pytest

from accounts.actions.teams.save_team import save_team
from feedback.actions.assign import assign
from feedback.actions.bulk.change_many import change_many, undo_change, work_on_bulk
from feedback.actions.reply import reply
from feedback.models import BulkChange, Ticket
from feedback.queries.bulk.deed import ForbiddenDeed, UnknownDeed, read_deed
from feedback.queries.bulk.plan import chosen, plan
from feedback.queries.bulk.report import report
from feedback.queries.inbox.views import VIEWS
from feedback.rules import bulk
from feedback.rules.bulk import Outcome
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from notifications.models import LoggedEvent
from tests.factories.feedback import make_resolved, make_ticket

pytestmark = pytest.mark.django_db


def outcomes(change):
    return list(change.items.order_by("ticket").values_list("outcome", flat=True))


def fresh(*tickets):
    return [Ticket.objects.get(pk=ticket.pk) for ticket in tickets]


@pytest.fixture
def three(amir):
    """New, answered, resolved."""
    answered = make_ticket("Answered")
    reply(ticket=answered, author=amir, body="Hi.")
    return fresh(make_ticket("New"), answered, make_resolved(amir))


def test_the_preview_says_what_the_change_does(three, amir, max_):
    deed = read_deed(f"assign:{max_.pk}", amir)
    looked = plan(deed=deed, tickets=three)
    assert [(step.outcome, step.reason) for step in looked.steps] == [
        (Outcome.DONE, ""),
        (Outcome.DONE, ""),
        (Outcome.SKIPPED, "It is finished."),
    ]
    change = change_many(deed=deed, tickets=three, by=amir)
    by_ticket = {item.ticket_id: item.outcome for item in change.items.all()}
    assert [by_ticket[step.ticket.pk] for step in looked.steps] == [step.outcome for step in looked.steps]
    assert [ticket.assignee for ticket in fresh(*three)] == [max_, max_, amir]
    assert change.state == "done"
    events = LoggedEvent.objects.filter(name="feedback.ticket_assigned", payload__assignee_id=max_.pk)
    assert events.count() == 2


@pytest.mark.parametrize("wish", ["priority:urgent", "tag:late", "untag:late", "resolve:", "close:spam", "assign:"])
def test_what_is_foretold_comes_true(three, amir, wish):
    deed = read_deed(wish, amir)
    foretold = {step.ticket.pk: step.outcome for step in plan(deed=deed, tickets=three).steps}
    change = change_many(deed=deed, tickets=three, by=amir)
    assert {item.ticket_id: item.outcome for item in change.items.all()} == foretold
    again = plan(deed=deed, tickets=fresh(*three))
    assert again.changing == []


def test_undoing_brings_back_what_nobody_has_changed_since(three, amir, max_, ada):
    team = save_team(name="Parcels", members=[amir], actor_id=ada.pk)
    new, answered, _resolved = three
    for wish in ("priority:low", f"team:{team.pk}", "tag:late", "assign:me"):
        change = change_many(deed=read_deed(wish, amir), tickets=[new, answered], by=amir)
        undo_change(change=change, by=amir)
    assert [(t.priority, t.team, t.taggings.count(), t.assignee) for t in fresh(new, answered)] == [
        (3, None, 0, None),
        (3, None, 0, amir),
    ]
    change = change_many(deed=read_deed(f"assign:{max_.pk}", amir), tickets=[new, answered], by=amir)
    assign(ticket=new, assignee=ada, by=ada)
    undone = undo_change(change=change, by=amir)
    assert undone.state == "undone"
    assert set(outcomes(undone)) == {Outcome.KEPT, Outcome.UNDONE}
    assert [ticket.assignee for ticket in fresh(new, answered)] == [ada, amir]


def test_undoing_has_its_time_its_person_and_its_bounds(three, amir, max_):
    change = change_many(deed=read_deed("tag:late", amir), tickets=three, by=amir)
    with pytest.raises(Conflict):
        undo_change(change=change, by=max_)
    with clock.at(clock.now() + timedelta(minutes=11)), pytest.raises(Conflict):
        undo_change(change=change, by=amir)
    closed = change_many(deed=read_deed("close:spam", amir), tickets=three, by=amir)
    with pytest.raises(Conflict):
        undo_change(change=closed, by=amir)
    undo_change(change=change, by=amir)
    with pytest.raises(Conflict):
        undo_change(change=change, by=amir)


def test_many_are_left_to_a_worker(amir, monkeypatch):
    monkeypatch.setattr("feedback.actions.bulk.change_many.AT_ONCE", 2)
    monkeypatch.setattr("feedback.actions.bulk.change_many.BATCH", 2)
    tickets = [make_ticket(f"Ticket {number}") for number in range(5)]
    change = change_many(deed=read_deed("tag:late", amir), tickets=tickets, by=amir)
    assert (change.state, report(change).ready) == ("doing", 0)
    assert (work_on_bulk(), work_on_bulk()) == (5, 0)
    change.refresh_from_db()
    assert (change.state, outcomes(change)) == ("done", [Outcome.DONE] * 5)
    undo_change(change=change, by=amir)
    assert BulkChange.objects.get().state == "undoing"
    assert work_on_bulk() == 5
    assert BulkChange.objects.get().state == "undone"


def test_bounds_and_wishes(three, amir, rosa, max_):
    deed = read_deed("tag:late", amir)
    with pytest.raises(Invalid):
        change_many(deed=deed, tickets=[], by=amir)
    with pytest.raises(Invalid):
        change_many(deed=deed, tickets=three * 200, by=amir)
    for wish in (
        "",
        "delete:",
        "assign:x",
        "assign:²",
        f"assign:{rosa.pk}",
        "close:",
        "close:negative",
        "tag:",
        "priority:",
    ):
        with pytest.raises(UnknownDeed):
            read_deed(wish, amir)
    with pytest.raises(ForbiddenDeed):
        read_deed("tag:late", rosa)
    for wish in ("assign:me", "assign:", "team:", "priority:low", "tag:a b", "resolve:", "close:duplicate"):
        again = read_deed(read_deed(wish, amir).wish, amir)
        assert again == read_deed(wish, amir)


def test_a_list_is_chosen_as_a_whole(three, amir, rosa):
    assert set(chosen(user=amir, view=VIEWS["open"])) == set(three[:2])
    assert len(chosen(user=amir, refs=[ticket.ref.lower() for ticket in three])) == 3
    with pytest.raises(UnknownDeed):
        chosen(user=rosa, refs=[three[0].ref])
    assert bulk.MOST == 500


@pytest.mark.parametrize("rows", [1, 3])
def test_a_preview_asks_two_questions(amir, rows, django_assert_num_queries):
    for number in range(rows):
        make_ticket(f"Ticket {number}", name=f"N{number}")
    with django_assert_num_queries(2):
        looked = plan(deed=read_deed("tag:late", amir), tickets=chosen(user=amir, view=VIEWS["open"]))
    assert len(looked.changing) == rows


# ---------------------------------------------------------------- pages
def test_from_the_list_to_the_undo(client_for, amir, three):
    desk = client_for(amir)
    new, answered, resolved = three
    listed = desk.get("/console/inbox/?view=open").text
    assert f'form="bulk" name="ref" value="{new.ref}"' in listed
    form = {"query": "view=open", "wish": "tag:", "tag": "spät", "ref": [new.ref, answered.ref, resolved.ref]}
    looked = desk.post("/console/inbox/bulk/", form)
    assert "3 cases will change." in looked.text
    assert not Ticket.objects.filter(taggings__isnull=False).exists()
    done = desk.post("/console/inbox/bulk/changes/", {**form, "wish": "tag:spät"})
    page = desk.get(done.url)
    assert "Take it back" in page.text
    change = BulkChange.objects.get()
    undone = desk.post(f"/console/inbox/bulk/changes/{change.pk}/undo/", {"query": "view=open"})
    assert undone.url == done.url
    assert "Taken back" in desk.get(undone.url).text
    assert not Ticket.objects.filter(taggings__isnull=False).exists()


def test_all_of_a_list_and_what_is_left_out(client_for, amir, three):
    desk = client_for(amir)
    looked = desk.post("/console/inbox/bulk/", {"query": "view=open", "wish": "resolve:", "all": "1"})
    assert "1 case will change." in looked.text
    assert "1 stays as it is." in looked.text
    assert "Somebody still waits for an answer." in looked.text
    assert "cannot be undone" in looked.text
    for wrong in ({"wish": "delete:", "all": "1"}, {"wish": "resolve:"}, {"wish": "tag:", "all": "1"}):
        assert desk.post("/console/inbox/bulk/", {"query": "view=open", **wrong}).status_code == 422


def test_changes_of_others_are_not_there(client_for, amir, max_, three):
    change = change_many(deed=read_deed("tag:late", amir), tickets=three, by=amir)
    place = f"/console/inbox/bulk/changes/{change.pk}/"
    assert client_for(max_).get(place).status_code == 404
    assert client_for(max_).post(f"{place}undo/").status_code == 404
