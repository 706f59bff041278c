"""Tags, teams, putting aside, mentions and kept views: each an action with its event."""

from datetime import timedelta

import pytest

from accounts.actions.teams.save_team import save_team
from feedback.actions.close_ticket import close_ticket
from feedback.actions.reply import reply
from feedback.actions.resolve import resolve
from feedback.actions.snooze.snooze import LONGEST, snooze, wake, wake_due
from feedback.actions.tags.tag_ticket import tag_ticket, untag_ticket
from feedback.actions.teams.hand_to_team import hand_to_team
from feedback.actions.views.save_view import drop_view, rename_view, save_view
from feedback.actions.write_as_customer import write_as_customer
from feedback.actions.write_note import write_note
from feedback.models import SavedView, Tag, saved_view
from feedback.queries.inbox.ticket_filter import TicketFilter
from feedback.queries.inbox.views import VIEWS
from feedback.queries.thread import timeline
from feedback.rules import tags as tag_rules
from feedback.rules.mentions import called
from feedback.rules.names import Reason
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict, Invalid
from notifications.models import Delivery, LoggedEvent
from tests.factories.feedback import make_resolved, make_ticket
from tests.support.drain import drain

pytestmark = pytest.mark.django_db


def told(ticket):
    names = LoggedEvent.objects.filter(subject=ticket.event_subject).order_by("id").values_list("name", flat=True)
    return [name.removeprefix("feedback.") for name in names]


def listed(view, user):
    return {ticket.pk for ticket in VIEWS[view].wanted.tickets(user)}


# ---------------------------------------------------------------- tags
def test_a_tag_is_put_on_once_found_by_and_taken_off(amir):
    ticket = make_ticket()
    assert tag_ticket(ticket=ticket, name=" #Late  delivery ", by=amir)
    assert not tag_ticket(ticket=ticket, name="late DELIVERY", by=amir)
    assert [tag.name for tag in Tag.objects.all()] == ["Late delivery"]
    drain()
    for wanted in (TicketFilter(tag="late delivery"), TicketFilter(text="Late delivery")):
        assert [found.pk for found in wanted.tickets(amir)] == [ticket.pk]
    assert untag_ticket(ticket=ticket, name="LATE delivery", by=amir)
    assert not untag_ticket(ticket=ticket, name="Late delivery", by=amir)
    drain()
    assert not TicketFilter(text="Late delivery").tickets(amir).exists()
    assert told(ticket) == ["ticket_opened", "ticket_tagged", "ticket_untagged"]


def test_tags_are_bounded(amir, monkeypatch):
    monkeypatch.setattr("feedback.actions.tags.tag_ticket.MOST_ON_TICKET", 2)
    monkeypatch.setattr("feedback.actions.tags.tag_ticket.MOST_IN_HOUSE", 3)
    ticket, other = make_ticket(), make_ticket("Other")
    for name in ("one", "two"):
        tag_ticket(ticket=ticket, name=name, by=amir)
    with pytest.raises(Invalid):
        tag_ticket(ticket=ticket, name="three", by=amir)
    tag_ticket(ticket=other, name="four", by=amir)
    with pytest.raises(Invalid):
        tag_ticket(ticket=other, name="five", by=amir)
    with pytest.raises(Invalid):
        tag_ticket(ticket=other, name=" #, ", by=amir)


def test_how_a_tag_is_written():
    assert tag_rules.tag_name("#物流，慢\n\x00") == "物流 慢"
    assert len(tag_rules.tag_name("x" * 99)) == tag_rules.NAME_LENGTH


# ---------------------------------------------------------------- teams
def test_a_team_has_its_tickets_in_view(amir, max_, ada):
    team = save_team(name="Parcels", members=[amir], actor_id=ada.pk)
    ticket = make_ticket()
    hand_to_team(ticket=ticket, team=team, by=max_)
    hand_to_team(ticket=ticket, team=team, by=max_)
    assert (listed("team", amir), listed("team", max_)) == ({ticket.pk}, set())
    hand_to_team(ticket=ticket, team=None, by=amir)
    assert listed("team", amir) == set()
    assert told(ticket) == ["ticket_opened", "ticket_team_changed", "ticket_team_changed"]
    with pytest.raises(Conflict):
        hand_to_team(ticket=make_resolved(amir), team=team, by=amir)


def test_a_team_is_named_once_and_holds_staff_only(amir, rosa, ada):
    team = save_team(name=" Parcels ", members=[amir, rosa], actor_id=ada.pk)
    assert (team.name, list(team.members.all())) == ("Parcels", [amir])
    for name in ("parcels", "", "x" * 61):
        with pytest.raises(Invalid):
            save_team(name=name, members=[], actor_id=ada.pk)
    save_team(name="Parcels", members=[], actor_id=ada.pk, team=team)
    assert not team.members.exists()


# ---------------------------------------------------------------- putting aside
def test_what_is_put_aside_is_out_of_the_way_and_not_out_of_sight(amir):
    ticket = make_ticket()
    snooze(ticket=ticket, until=clock.now() + timedelta(hours=1), by=amir)
    assert {view for view in VIEWS if ticket.pk in listed(view, amir)} == {"waiting", "snoozed", "open"}
    assert wake_due() == 0
    with clock.at(clock.now() + timedelta(hours=2)):
        assert (wake_due(), wake_due()) == (1, 0)
    assert listed("snoozed", amir) == set()
    assert told(ticket) == ["ticket_opened", "ticket_snoozed", "ticket_woken"]
    assert [line.kind for line in timeline(ticket)][-2:] == ["ticket_snoozed", "ticket_woken"]


def test_the_customer_brings_it_back(amir):
    ticket = make_ticket()
    reply(ticket=ticket, author=amir, body="Please send a picture.")
    snooze(ticket=ticket, until=clock.now() + LONGEST, by=amir)
    write_as_customer(ticket=ticket, body="Here it is.")
    ticket.refresh_from_db()
    assert ticket.snoozed_until is None
    assert "ticket_woken" in told(ticket)


@pytest.mark.parametrize("end", ["resolve", "close", "wake"])
def test_an_end_ends_it(amir, end):
    ticket = make_ticket()
    reply(ticket=ticket, author=amir, body="Done.")
    snooze(ticket=ticket, until=clock.now() + timedelta(days=1), by=amir)
    if end == "resolve":
        resolve(ticket=ticket, by=amir)
    elif end == "close":
        close_ticket(ticket=ticket, by=amir, reason=Reason.NO_REPLY_NEEDED)
    else:
        wake(ticket=ticket, by=amir)
    ticket.refresh_from_db()
    assert ticket.snoozed_until is None


@pytest.mark.parametrize("hours", [0, -1, 24 * 90 + 1])
def test_nothing_is_put_aside_for_ever(amir, hours):
    with pytest.raises(Invalid):
        snooze(ticket=make_ticket(), until=clock.now() + timedelta(hours=hours), by=amir)


def test_what_is_finished_is_not_put_aside(amir):
    with pytest.raises(Conflict):
        snooze(ticket=make_resolved(amir), until=clock.now() + timedelta(hours=1), by=amir)


# ---------------------------------------------------------------- mentions
def test_who_is_called():
    names = {1: "Ada", 2: "Ada Lovelace", 3: "王小明", 4: "", 5: "Adam"}
    assert called("@Ada, look", names) == [1]
    assert called("@ada lovelace and ＠王小明看一下", names) == [2, 3]
    assert called("mail ada@example.org, Ada", names) == []
    assert called("@Adamant @ Ada", names) == []
    assert called("@adam @Ada", names) == [5, 1]


def test_a_note_calls_colleagues(amir, max_, rosa):
    ticket = make_ticket()
    write_note(ticket=ticket, author=amir, body="@Max and @Rosa and @Amir: please look.")
    assert (listed("mentions", max_), listed("mentions", amir)) == ({ticket.pk}, set())
    drain()
    [mail] = Delivery.objects.filter(kind="mention")
    assert (mail.to, mail.subject) == (max_.email, f"Amir mentions you in case {ticket.ref}")
    assert f"/console/tickets/{ticket.ref}/" in mail.text


# ---------------------------------------------------------------- kept views
def test_a_view_is_kept_for_oneself_or_a_team(amir, max_, ada):
    team = save_team(name="Parcels", members=[amir, max_], actor_id=ada.pk)
    wanted = TicketFilter(status="open", language="zh-hans")
    own = save_view(name="Chinese", wanted=wanted, sort="newest", by=amir)
    shared = save_view(name="All Chinese", wanted=wanted, sort="", by=amir, team=team)
    assert list(SavedView.objects.of(max_)) == [shared]
    assert set(SavedView.objects.of(amir).distinct()) == {own, shared}
    assert TicketFilter.from_json(own.wanted) == wanted
    assert rename_view(view=shared, name="中文", by=max_).name == "中文"
    drop_view(view=shared, by=max_)
    assert list(SavedView.objects.of(amir)) == [own]


def test_views_are_named_bounded_and_shared_within_ones_team(amir, max_, ada, monkeypatch):
    monkeypatch.setattr("feedback.actions.views.save_view.MOST", 1)
    team = save_team(name="Parcels", members=[max_], actor_id=ada.pk)
    wanted = TicketFilter(status="open")
    with pytest.raises(Invalid):
        save_view(name="Mine", wanted=wanted, sort="", by=amir, team=team)
    with pytest.raises(Invalid):
        save_view(name=" ", wanted=wanted, sort="", by=amir)
    save_view(name="Mine", wanted=wanted, sort="", by=amir)
    with pytest.raises(Conflict):
        save_view(name="More", wanted=wanted, sort="", by=amir)
    assert saved_view.MOST == 100
