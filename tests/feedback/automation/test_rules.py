"""What rules do when something happens and after a time, and what keeps them from running wild."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import translation

from accounts.models import Team
from feedback.actions.assign import assign
from feedback.actions.automation.answer_events import answer_events
from feedback.actions.automation.save_rule import move_rule, save_rule
from feedback.actions.automation.sweep_timers import sweep_timers
from feedback.actions.macros.save_canned_reply import save_canned_reply
from feedback.actions.reply import reply
from feedback.actions.tags.tag_ticket import tag_ticket, untag_ticket
from feedback.actions.write_as_customer import write_as_customer
from feedback.models import (
    AutomationEffect,
    AutomationRule,
    AutomationRun,
    AutomationTimer,
    AwaitedTurn,
    FollowUp,
    Resolution,
    Wait,
)
from feedback.queries.clocks.history import stored_history
from feedback.queries.clocks.replayed import replayed_history
from feedback.queries.thread import timeline
from feedback.rules.automation.shape import Limit, Terms, Trigger
from feedback.rules.names import Kind, Priority, Reason, Status
from feedback_site.kit import clock
from feedback_site.kit.problems import Invalid
from notifications.event_log import Recorded
from notifications.models import Delivery, LoggedEvent
from tests.factories.feedback import make_resolved, make_ticket
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
TEXTS = {"en": "Case {ref}: still there?", "zh-hans": "工单{ref}：还在吗？"}


def rule(name="Rule", trigger=Trigger.OPENED, actions=("tag:new",), **fields):
    return save_rule(terms=Terms(name=name, trigger=trigger, actions=tuple(actions), **fields))


def house(key):
    return AutomationRule.objects.get(key=key)


def switch(key, on):
    row = house(key)
    terms = row.versions.get(is_last=True).terms(row)
    return save_rule(terms=Terms(**{**vars(terms), "is_on": on}), rule=row)


def runs(row):
    return list(row.runs.order_by("id").values_list("outcome", flat=True))


def tags(ticket):
    return sorted(ticket.taggings.values_list("tag__name", flat=True))


def later(hours):
    return clock.at(clock.now() + timedelta(hours=hours))


# ---------------------------------------------------------------- when, if, then
def test_a_rule_does_what_it_says_to_those_it_fits(amir):
    found = rule(condition={"channel": "form", "language": "en"}, actions=["tag:parcels", "priority:high"])
    one, other = make_ticket(), make_ticket(language="zh-hans")
    drain()
    one.refresh_from_db()
    assert (tags(one), one.priority) == (["parcels"], Priority.HIGH)
    assert tags(other) == []
    [run] = found.runs.all()
    assert (run.ticket_id, run.outcome, run.depth) == (one.pk, "done", 1)
    assert run.why == {
        "trigger": "ticket_opened",
        "condition": {"channel": "form", "language": "en"},
        "values": {"channel": "form", "language": "en"},
    }


def test_the_timeline_names_the_rule_and_no_person():
    found = rule("Sort parcels", actions=["tag:parcels", "close:spam"])
    ticket = make_ticket()
    drain()
    with translation.override("en"):
        done = {line.kind: str(line.actor) for line in timeline(ticket) if line.event and line.kind != "ticket_opened"}
    assert done == {"ticket_tagged": "Rule “Sort parcels”", "ticket_closed": "Rule “Sort parcels”"}
    assert set(LoggedEvent.objects.filter(subject=ticket.event_subject).values_list("actor_id", flat=True)) == {None}
    assert AutomationEffect.objects.filter(run__rule=found).count() >= 2


def test_a_closing_by_a_rule_ends_the_wait_by_nobody_and_replays_the_same():
    rule(actions=["close:spam"])
    ticket = make_ticket()
    drain()
    ticket.refresh_from_db()
    assert (ticket.status, ticket.close_reason) == (Status.CLOSED, Reason.SPAM)
    assert Wait.objects.get(ticket=ticket).ended_by is None
    assert replayed_history(ticket) == stored_history(ticket)


def test_rules_go_in_their_order_and_see_what_the_earlier_did():
    first = rule("First", actions=["tag:a"], condition={"tag": "b"})
    second = rule("Second", actions=["tag:b"])
    one = make_ticket()
    drain()
    assert (tags(one), runs(first)) == (["b"], [])
    move_rule(rule=second, up=True)
    two = make_ticket()
    drain()
    assert tags(two) == ["a", "b"]


def test_an_event_is_answered_once_however_often_it_is_read():
    found = rule()
    make_ticket()
    drain()
    row = LoggedEvent.objects.get(name="feedback.ticket_opened")
    from feedback_site.kit.events import event_from

    again = Recorded(row.pk, row.at, row.actor_id, event_from(row.name, row.payload))
    assert answer_events(batch=[again]) == 0
    assert runs(found) == ["done"]


def test_what_is_refused_undoes_the_rest_of_the_firing():
    found = rule(actions=["tag:a", "resolve:"])
    ticket = make_ticket()
    drain()
    assert (tags(ticket), runs(found)) == ([], ["failed"])
    assert found.runs.get().reason != ""


def test_a_rule_that_is_off_does_nothing_and_one_that_changes_nothing_says_so():
    off, same = rule("Off", is_on=False), rule("Same", actions=["priority:normal"])
    make_ticket()
    drain()
    assert (runs(off), runs(same)) == ([], ["same"])


def test_a_case_that_staff_began_is_nobody_speaking_up(amir):
    found = rule()
    make_ticket(channel="staff", author=amir)
    drain()
    assert runs(found) == []


# ---------------------------------------------------------------- no running wild
def test_two_rules_that_undo_each_other_come_to_rest():
    rule("On", Trigger.PRIORITISED, ["priority:high"], condition={"priority": "low"})
    rule("Off", Trigger.PRIORITISED, ["priority:low"], condition={"priority": "high"})
    rule("Begin", Trigger.OPENED, ["priority:low"])
    make_ticket()
    drain(rounds=30)
    found = AutomationRun.objects.filter(rule__key=None)
    assert max(found.filter(outcome="done").values_list("depth", flat=True)) == 3
    assert set(found.exclude(outcome="done").values_list("outcome", "depth")) == {("looped", 4)}


def test_a_ticket_sees_ten_firings_an_hour_at_most(amir):
    found = rule(trigger=Trigger.TAGGED, actions=["priority:high"])
    ticket = make_ticket()
    drain()
    for _turn in range(12):
        tag_ticket(ticket=ticket, name="a", by=amir)
        untag_ticket(ticket=ticket, name="a", by=amir)
        drain()
        type(ticket).objects.filter(pk=ticket.pk).update(priority=Priority.LOW)
    assert runs(found).count("looped") == 2
    assert runs(found).count("done") == 10


def test_a_person_hears_from_a_rule_as_often_as_it_says_and_three_times_an_hour_at_most():
    found = rule(actions=["write:"], texts=TEXTS, limit=Limit(times=2, hours=1))
    for _ in range(4):
        make_ticket(email="rosa@example.org")
    drain()
    assert runs(found) == ["done", "done", "limited", "limited"]
    assert Delivery.objects.exclude(state="suppressed").count() == 3
    with later(2):
        make_ticket(email="rosa@example.org")
        drain()
    assert runs(found)[-1] == "done"


def test_an_automatic_reply_ends_no_wait_and_carries_none_of_the_senders_words():
    rule(actions=["write:"], texts=TEXTS, limit=Limit(times=2, hours=1))
    ticket = make_ticket("Buy pills", email="rosa@example.org", name="Pills", language="zh-hans")
    drain()
    message = ticket.messages.get(kind=Kind.AUTOMATIC)
    assert (message.body, message.author) == (f"工单{ticket.ref}：还在吗？", None)
    assert Wait.objects.get(ticket=ticket).ended_at is None
    mail = Delivery.objects.get(kind="automatic_reply")
    assert message.body in mail.text
    with translation.override("en"):
        named = [str(line.actor) for line in timeline(ticket) if line.kind == "automatic_reply_sent"]
    assert named == ["Rule “Rule”"]
    assert "ills" not in mail.subject + mail.text + mail.html


# ---------------------------------------------------------------- the house's own
def test_the_house_begins_with_four_rules_of_which_two_are_on():
    found = AutomationRule.objects.in_order().values_list("key", "is_on")
    assert list(found) == [("receipt", True), ("satisfaction", True), ("reminder", False), ("silence", False)]
    texts = house("reminder").versions.get().texts
    assert set(texts) == {"en", "zh-hans"}
    assert texts["en"] != texts["zh-hans"]


def test_switched_off_nobody_is_sent_a_receipt_or_asked(amir):
    switch("receipt", False)
    switch("satisfaction", False)
    make_resolved(amir, email="rosa@example.org")
    drain()
    assert [mail.kind for mail in Delivery.objects.all()] == ["ticket_reply"]
    assert not FollowUp.objects.exists()


def test_a_silent_reporter_is_reminded_once_and_then_resolved(amir):
    switch("reminder", True)
    switch("silence", True)
    ticket = make_ticket(email="rosa@example.org")
    reply(ticket=ticket, author=amir, body="Which size?")
    drain()
    with later(71):
        assert sweep_timers() == 0
    with later(73):
        assert (sweep_timers(), sweep_timers()) == (1, 0)
        drain()
    assert Delivery.objects.filter(kind="automatic_reply").count() == 1
    with later(169):
        assert sweep_timers() == 1
        drain()
        assert (sweep_timers(), AutomationTimer.objects.count()) == (0, 0)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.resolved_by) == (Status.RESOLVED, None)
    wait, done = Wait.objects.get(ticket=ticket), Resolution.objects.get(ticket=ticket)
    assert done.elapsed == wait.ended_at - wait.started_at
    assert replayed_history(ticket) == stored_history(ticket)


def test_words_of_the_reporter_or_a_newer_answer_begin_the_time_anew(amir):
    switch("silence", True)
    one, two = make_ticket(), make_ticket()
    for ticket in (one, two):
        reply(ticket=ticket, author=amir, body="Which size?")
    drain()
    with later(100):
        write_as_customer(ticket=one, body="M.")
        reply(ticket=two, author=amir, body="Or L?")
    with later(169):
        assert sweep_timers() == 0
    with later(100):
        drain()
    with later(269):
        assert sweep_timers() == 1
    two.refresh_from_db()
    assert two.status == Status.RESOLVED


def test_a_rule_that_is_changed_takes_those_along_that_it_waits_with(amir):
    row = switch("silence", True)
    ticket = make_ticket()
    reply(ticket=ticket, author=amir, body="Which size?")
    drain()
    terms = row.versions.get(is_last=True).terms(row)
    save_rule(terms=Terms(**{**vars(terms), "after_hours": 24}), rule=row)
    assert list(row.versions.order_by("number").values_list("number", "is_last")) == [(1, False), (2, True)]
    with later(25):
        assert sweep_timers() == 1


# ---------------------------------------------------------------- in turn
def test_cases_go_to_whoever_has_the_fewest_until_all_are_full(make_user, amir):
    bea, carl = make_user("Bea", "agent"), make_user("Carl", "agent", is_active=False)
    team = Team.objects.create(name="Shop")
    team.members.set([amir, bea, carl])
    assign(ticket=make_ticket(), assignee=amir, by=amir)
    found = rule(actions=[f"rotate:{team.pk}/2"])
    made = []
    for _ in range(4):
        made.append(make_ticket())
        drain()
    for ticket in made:
        ticket.refresh_from_db()
    assert [ticket.assignee for ticket in made] == [bea, amir, bea, None]
    assert runs(found) == ["same", "done", "done", "done", "done"]
    assert AwaitedTurn.objects.get().ticket_id == made[-1].pk


# ---------------------------------------------------------------- bounds
@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"name": " "}, "name"),
        ({"actions": ()}, "actions"),
        ({"actions": ("fly:",)}, "actions"),
        ({"actions": ("assign:me",)}, "actions"),
        ({"actions": ("rotate:999",)}, "actions"),
        ({"condition": {"channel": "pigeon"}}, "condition"),
        ({"condition": {"assignee": "me"}}, "condition"),
        ({"condition": {"text": "x"}}, "condition"),
        ({"after_hours": 10_000}, "after_hours"),
        ({"unless": (Trigger.REPLIED,)}, "unless"),
        ({"actions": ("write:",), "texts": TEXTS}, "limit"),
        (
            {"actions": ("write:",), "texts": {"en": "{subject}", "zh-hans": "x"}, "limit": Limit(times=1, hours=1)},
            "texts",
        ),
        ({"actions": ("write:",), "texts": {"en": "", "zh-hans": "x"}, "limit": Limit(times=1, hours=1)}, "texts"),
    ],
)
def test_what_a_rule_may_not_say(fields, part):
    terms = {"name": "Rule", "trigger": Trigger.OPENED, "actions": ("tag:new",), **fields}
    with pytest.raises(Invalid) as refused:
        save_rule(terms=Terms(**terms))
    assert list(refused.value.errors) == [part]


# ---------------------------------------------------------------- ready answers
def test_a_rule_sends_a_ready_answer_in_the_reporters_language_and_no_word_of_theirs(max_):
    texts = {"en": "Hello {name}, {subject}, {agent}.", "zh-hans": "{name}，您好：{subject}"}
    canned = save_canned_reply(name="Hello", texts=texts, wishes=[], by=max_)
    found = rule(actions=[f"canned:{canned.pk}"], limit=Limit(times=5, hours=1))
    one = make_ticket(name="Buy now http://spam.example", email="li@example.org", language="en")
    two = make_ticket(language="zh-hans")
    drain()
    said = {t.pk: t.messages.get(kind=Kind.AUTOMATIC).body for t in (one, two)}
    assert said[one.pk] == f"Hello there, {one.ref}, {settings.SITE_NAME}."
    assert said[two.pk].endswith(f"您好：{two.ref}")
    assert runs(found) == ["done", "done"]


def test_a_ready_answer_needs_a_limit_and_must_be_there(max_):
    canned = save_canned_reply(name="Hello", texts={"en": "Hello."}, wishes=[], by=max_)
    for actions, fields in ((f"canned:{canned.pk}", {}), ("canned:999", {"limit": Limit(times=1, hours=1)})):
        with pytest.raises(Invalid):
            rule(actions=[actions], **fields)


def test_whoever_wants_only_answers_gets_no_mail_of_a_rule_and_the_log_says_so(amir):
    found = rule(actions=["write:", "tag:seen"], texts=TEXTS, limit=Limit(times=9, hours=1))
    ticket = make_ticket(email="rosa@example.org")
    ticket.contact.do_not_contact = True
    ticket.contact.save(update_fields=["do_not_contact"])
    drain()
    [run] = found.runs.all()
    assert (run.outcome, tags(ticket)) == ("done", ["seen"])
    assert "nothing be sent" in run.reason or "不发送邮件" in run.reason
    assert not ticket.messages.filter(kind=Kind.AUTOMATIC).exists()
    assert not Delivery.objects.exists()  # nor the receipt, which is a rule of the house
    reply(ticket=ticket, author=amir, body="Yes.")
    drain()
    assert [mail.kind for mail in Delivery.objects.all()] == ["ticket_reply"]
