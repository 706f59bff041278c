"""What an import makes of an export, and what it leaves alone."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import User
from feedback.actions.automation.house_rules import place_house_rules
from feedback.actions.clocks.sweep_targets import sweep_targets
from feedback.actions.merging.merge import merge
from feedback.actions.reply import reply
from feedback.actions.write_as_customer import write_as_customer
from feedback.models import AutomationRun, AutomationTimer, Contact, FollowUp, Message, Tag, Ticket, Wait
from feedback.queries.clocks.explain import explain
from feedback.queries.inbox.ticket_filter import TicketFilter
from feedback.queries.replayed_waits import replayed_waits
from feedback_site.kit import clock
from insights.models import DailyVolume
from insights.queries.figures import figures
from insights.rules.periods import Period
from notifications.models import Delivery, LoggedEvent
from tests.factories.clocks import make_policy
from tests.factories.feedback import make_ticket
from tests.feedback.importing.exports import CSV, lines, start, told, zammad_ticket, zendesk, zendesk_ticket
from tests.support.drain import drain
from tests.support.replaying import assert_replays
from transparency.queries.published import published

pytestmark = pytest.mark.django_db


def thread(ticket):
    rows = ticket.messages.select_related("author").order_by("id")
    return [(row.kind, row.writer, row.body, row.created_at) for row in rows]


def at(text):
    return datetime.fromisoformat(text).astimezone(UTC)


def test_a_zendesk_ticket_with_all_that_is_carried_over(ada, amir):
    run = start(zendesk([zendesk_ticket()]), "zendesk", ada)
    ticket = Ticket.objects.get()
    assert (run.state, run.taken, run.refused, run.remarked, run.total) == ("done", 1, 0, 1, 1)
    assert (ticket.subject, ticket.status, ticket.channel, ticket.priority_key) == (
        "My printer is on fire!",
        "open",
        "email",
        "high",
    )
    assert (ticket.contact.name, ticket.contact.email, ticket.assignee) == ("Rosa Diaz", "rosa@example.com", amir)
    assert (ticket.created_at, ticket.last_message_at) == (at("2025-03-01T08:00:00Z"), at("2025-03-02T08:00:00Z"))
    assert set(ticket.taggings.values_list("tag__name", flat=True)) == {"enterprise", "printer"}
    assert thread(ticket) == [
        ("customer", "", "The smoke is very colorful.\n\n[fire.png]", at("2025-03-01T08:00:00Z")),
        ("reply", "Gone Colleague", "Please unplug it.", at("2025-03-01T10:00:00Z")),
        ("note", "Amir", "Third fire this week.", at("2025-03-01T10:05:00Z")),
        ("customer", "", "It still burns.", at("2025-03-02T08:00:00Z")),
    ]
    assert ticket.origin["imported"] == {"run": run.pk, "source": "zendesk", "space": "", "number": "35436"}
    assert User.objects.count() == 2  # no account is made of a name


def test_a_zammad_ticket(ada, amir):
    run = start(lines([zammad_ticket()]), "zammad", ada)
    ticket = Ticket.objects.get()
    assert (run.taken, run.refused) == (1, 0)
    assert (ticket.subject, ticket.status, ticket.channel, ticket.priority_key) == (
        "Druckerpatrone leer",
        "open",
        "email",
        "high",
    )
    assert (str(ticket.contact), ticket.assignee, ticket.wait_started_at) == ("Rosa Diaz", amir, None)
    assert thread(ticket) == [
        ("customer", "", "The cartridge is empty.\nPlease help.\n\n[empty.pdf]", at("2025-05-01T08:00:00.123Z")),
        ("reply", "Max Power via Support", "A new one is on its way.", at("2025-05-02T08:00:00.456Z")),
    ]


def test_a_csv_with_a_row_a_message(ada):
    run = start("\ufeff" + CSV, "csv", ada, zone="Asia/Shanghai")
    first, second = Ticket.objects.order_by("id")
    assert (run.taken, run.refused, run.encoding) == (2, 0, "utf-8-sig")
    assert (first.status, first.priority_key, first.channel) == ("open", "urgent", "email")
    assert thread(first) == [
        ("customer", "", "三天了还没到。\n\n[截图.png]", at("2025-02-01T01:00:00Z")),
        ("reply", "王客服", "我们在查。", at("2025-02-01T02:30:00Z")),
        ("note", "王客服", "财务说明天。", at("2025-02-01T02:31:00Z")),
    ]
    assert set(first.taggings.values_list("tag__name", flat=True)) == {"退款", "财务"}
    assert (second.status, second.close_reason, second.contact) == ("closed", "no_reply_needed", None)
    assert second.closed_at == at("2025-01-06T10:00:00Z")


def test_gb18030_is_found_and_said(ada):
    run = start(CSV.encode("gb18030"), "csv", ada, zone="Asia/Shanghai")
    assert (run.encoding, run.taken) == ("gb18030", 2)
    assert Ticket.objects.order_by("id")[0].subject == "退款没有到账"


def test_the_same_export_twice_makes_nothing_twice(ada, amir):
    tickets = [zendesk_ticket(number) for number in range(1, 120)]
    start(zendesk(tickets), "zendesk", ada)
    again = start(lines(tickets), "zendesk", ada)
    assert (again.taken, again.known, again.refused) == (0, 119, 0)
    assert (Ticket.objects.count(), Message.objects.count(), Contact.objects.count()) == (119, 476, 1)
    elsewhere = start(lines(tickets[:1]), "zendesk", ada, space="other")
    assert (elsewhere.taken, Ticket.objects.count()) == (1, 120)


def test_nobody_is_mailed_and_no_rule_answers(ada, amir):
    place_house_rules()
    make_policy(first=60, next=60)
    before = LoggedEvent.objects.count()
    start(
        zendesk([zendesk_ticket(1), zendesk_ticket(2, "solved"), zendesk_ticket(3, "pending")]),
        "zendesk",
        ada,
    )
    drain()
    with clock.at(clock.now() + timedelta(days=30)):
        sweep_targets()
    assert set(LoggedEvent.objects.filter(pk__gt=before).values_list("name", flat=True)) >= {"feedback.ticket_imported"}
    assert (Delivery.objects.count(), FollowUp.objects.count()) == (0, 0)
    assert (AutomationRun.objects.count(), AutomationTimer.objects.count()) == (0, 0)


def test_who_was_left_without_an_answer_waits_from_the_import_on(ada, amir):
    moment = datetime(2026, 6, 1, 9, tzinfo=UTC)
    make_policy(first=60, next=120)
    with clock.at(moment):
        start(zendesk([zendesk_ticket()]), "zendesk", ada)
    ticket, wait = Ticket.objects.get(), Wait.objects.get()
    assert (wait.number, wait.started_at, wait.started_by_message.body) == (2, moment, "It still burns.")
    assert (ticket.wait_started_at, wait.target_minutes) == (moment, 120)
    assert [span.number for span in replayed_waits(ticket)] == [2]
    assert_replays(ticket)
    with clock.at(moment + timedelta(minutes=30)):
        reply(ticket=ticket, author=amir, body="Sorry!", then_resolve=True)
    with clock.at(moment + timedelta(hours=2)):
        write_as_customer(ticket=ticket, body="Once more.")
    assert list(ticket.waits.order_by("number").values_list("number", flat=True)) == [2, 3]
    assert_replays(ticket)
    explain(ticket, clock.now())


@pytest.mark.parametrize("status", ["new", "open", "pending", "hold", "solved", "closed"])
@pytest.mark.parametrize("last", ["customer", "staff", "alone"])
def test_every_standing_replays(ada, amir, status, last):
    make_policy(first=60, next=60, resolution=600)
    comments = zendesk_ticket()["comments"]
    chosen = {"customer": comments, "staff": comments[:3], "alone": comments[:1]}[last]
    start(zendesk([zendesk_ticket(1, status, chosen)]), "zendesk", ada)
    ticket = Ticket.objects.get()
    assert_replays(ticket)
    finished = {"alone": "closed"}.get(last, "resolved") if status in ("solved", "closed") else None
    waits = finished is None and last != "staff"
    assert (ticket.wait_started_at is not None, ticket.is_finished) == (waits, finished is not None)
    assert ticket.status == finished or finished is None
    assert (ticket.held_at is not None) == (status == "hold")


def test_a_resolved_case_opens_again_when_its_reporter_writes(ada, amir):
    now = clock.now()
    solved = zendesk_ticket(1, "solved", zendesk_ticket()["comments"][:2], updated_at=now.isoformat())
    with clock.at(now):
        start(zendesk([solved]), "zendesk", ada)
    ticket = Ticket.objects.get()
    assert (ticket.status, ticket.resolved_at) == ("resolved", now)
    write_as_customer(ticket=ticket, body="It burns again.")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.waits.get().number) == ("open", 2)
    assert_replays(ticket)


def test_public_figures_count_no_past_and_no_first_response_of_it(ada, amir):
    start(zendesk([zendesk_ticket(1), zendesk_ticket(2, "solved")]), "zendesk", ada)
    make_ticket()
    drain()
    now = clock.now()
    found = published(now)
    assert found["waiting_now"]["n"] == 2
    assert [span["received"] for span in found["spans"]] == [1, 1]
    assert [month["received"] for month in found["months"]] == [1]
    assert sum(DailyVolume.objects.values_list("received", flat=True)) == 1
    told_to_managers = figures(Period(now - timedelta(days=700), now + timedelta(days=1)), now)
    assert (told_to_managers.cohort.received.n, told_to_managers.waiting.count.n) == (1, 2)


def test_it_merges_like_any_other(ada, amir):
    start(zendesk([zendesk_ticket(1), zendesk_ticket(2)]), "zendesk", ada)
    one, two = Ticket.objects.order_by("id")
    merge(source=one, target=two, by=amir)
    assert_replays(one)
    assert_replays(two)


def test_words_are_found(ada, amir):
    start(zendesk([zendesk_ticket(1)]), "zendesk", ada)
    drain()
    assert TicketFilter(text="colorful").tickets(ada).count() == 1


def test_what_is_not_taken_is_told(ada, amir):
    tickets = [
        zendesk_ticket(1, "deleted"),
        zendesk_ticket(2, comments=[], description=""),
        zendesk_ticket(3, created_at="yesterday"),
        zendesk_ticket(4),
        zendesk_ticket(4),
        zendesk_ticket(None),
        "no ticket",
        zendesk_ticket(5, "escalated", priority="blocker", assignee_id=99),
    ]
    run = start(zendesk(tickets), "zendesk", ada)
    assert [line for line in told(run) if line[2] != "files"] == [
        ("tickets[0]", "1", "gone"),
        ("tickets[1]", "2", "no_messages"),
        ("tickets[2]", "3", "bad_time"),
        ("tickets[4]", "4", "apart"),
        ("tickets[5]", "", "no_number"),
        ("tickets[6]", "", "no_object"),
        ("tickets[7]", "5", "status"),
        ("tickets[7]", "5", "priority"),
        ("tickets[7]", "5", "assignee"),
    ]
    assert (run.taken, run.refused, run.known) == (2, 6, 0)


def test_tags_stop_where_the_house_is_full(ada, amir, monkeypatch):
    monkeypatch.setattr("feedback.actions.importing.known.MOST_IN_HOUSE", 1)
    run = start(zendesk([zendesk_ticket(1)]), "zendesk", ada)
    assert ("tickets[0]", "1", "tags") in told(run)
    assert Tag.objects.count() == 1
