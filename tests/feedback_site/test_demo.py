"""The demo: eight weeks of a shop, played once for this file on a pinned day, then looked at."""

import random
import re
from collections import Counter
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import chain

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.db.models import Count, Max
from django.test import override_settings

from accounts.models import Invitation, User
from feedback.models import FollowUp, Message, Ticket, Wait
from feedback.queries.replayed_waits import replayed_waits
from feedback.rules.clocks.targets import State
from feedback.rules.names import Channel, Reason, Status
from feedback_site.demo import logins
from feedback_site.demo.texts import remarks, stories
from feedback_site.kit import clock
from insights.actions.rebuild_rollups import rebuild_rollups
from insights.models import DailyVolume, Digest
from notifications.actions.read_events import read_events
from notifications.models import Delivery, LoggedEvent, ParkedEvent
from surveys.models import Response, ResponseCount, Survey
from tests.support.replaying import assert_replays

NOW = datetime(2026, 11, 22, 7, 0, tzinfo=UTC)
# The log's chapter opens, and the rules of the house are placed, when the test's database is made.
IN_THE_FUTURE_BY_NATURE = {
    *("expires_at", "next_due_at", "queue_at", "opened_at"),
    *("due_at", "warn_at", "look_at", "target_at"),
}
OURS = ("accounts", "feedback", "insights", "notifications", "surveys", "transparency")


def run_demo(folder, out=None):
    with clock.at(NOW):
        call_command("demo", logins=folder / "logins.txt", stdout=out or StringIO())


def made_by_the_demo(model):
    """The rows of a model but for those that came with the database."""
    rows = model._default_manager.all()
    of_nobody = {"AutomationRule": "key", "AutomationVersion": "rule__key"}.get(model.__name__)
    return rows.filter(**{of_nobody: None}) if of_nobody else rows


@pytest.fixture(scope="module")
def shop(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demo as `manage.py demo` leaves it on a site with workers; returns what it printed."""
    out = StringIO()
    with django_db_blocker.unblock(), override_settings(WAKE_WORKERS=True):
        run_demo(tmp_path_factory.mktemp("demo"), out)
    yield out.getvalue()
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0, reset_sequences=False)


pytestmark = pytest.mark.slow


@pytest.mark.django_db
class TestOrganisation:
    def test_staff_of_each_role_can_sign_in(self, shop):
        roles = Counter(User.objects.values_list("role", flat=True))
        assert roles == {"administrator": 1, "manager": 2, "agent": 4}
        for role, email, password in logins():
            assert User.objects.get(email=email, role=role).check_password(password)
            assert f"{role:<14}{email:<28}{password}" in shop
        assert Invitation.objects.filter(accepted_at=None).count() == 1

    def test_two_live_surveys_in_two_languages(self, shop):
        live = Survey.objects.filter(state="live").order_by("slug")
        assert [(s.slug, s.live_version.languages) for s in live] == [
            ("gear", ["zh-hans", "en"]),
            ("trust", ["zh-hans", "en"]),
        ]

    def test_responses_of_eight_weeks(self, shop):
        assert Counter(Response.objects.values_list("status", flat=True)) == {"complete": 280, "in_progress": 21}
        span = Response.objects.aggregate(first=models.Min("started_at"), last=Max("started_at"))
        assert NOW - span["first"] > timedelta(days=54)
        assert NOW - span["last"] < timedelta(days=2)
        languages = Counter(Response.objects.values_list("language", flat=True))
        assert 0.45 < languages["zh-hans"] / languages.total() < 0.65

    def test_recommendation_improves(self, shop):
        def score(since, until):
            rows = Response.objects.filter(status="complete", completed_at__gte=since, completed_at__lt=until)
            given = [answers["nps"] for answers in rows.values_list("answers", flat=True) if "nps" in answers]
            return (sum(n >= 9 for n in given) - sum(n <= 6 for n in given)) / len(given)

        half = NOW - timedelta(weeks=4)
        assert score(half, NOW) > score(NOW - timedelta(weeks=9), half) + 0.2

    def test_tickets_by_every_way_and_in_every_state(self, shop):
        assert 140 <= Ticket.objects.count() <= 170
        channels = Counter(Ticket.objects.values_list("channel", flat=True))
        assert channels[Channel.FORM] == 113
        assert 25 <= channels[Channel.SURVEY] <= 45
        assert set(Ticket.objects.values_list("status", flat=True)) == set(Status)
        closed = Counter(Ticket.objects.filter(status="closed").values_list("close_reason", flat=True))
        assert closed == {Reason.SPAM: 4, Reason.DUPLICATE: 3, Reason.NO_REPLY_NEEDED: 3}
        assert Ticket.objects.filter(contact=None).count() >= 3

    def test_a_survey_ticket_knows_the_answers_that_led_to_it(self, shop):
        for ticket in Ticket.objects.filter(channel=Channel.SURVEY):
            assert ticket.score is not None
            assert len(ticket.origin["answers"]) >= 4

    def test_people_wait_now(self, shop):
        waiting = Ticket.objects.waiting_for_us()
        assert waiting.count() == 15
        oldest = NOW - waiting.earliest("wait_started_at").wait_started_at
        assert timedelta(days=4) < oldest < timedelta(days=6)
        assert waiting.unassigned().count() >= 3
        assert waiting.exclude(assignee=None).count() >= 3

    def test_cases_come_back_and_answers_are_rated(self, shop):
        assert LoggedEvent.objects.filter(name="feedback.ticket_reopened").count() >= 5
        assert set(FollowUp.objects.answered().values_list("score", flat=True)) >= {2, 3, 4, 5}
        assert FollowUp.objects.filter(score=None).count() >= 10
        assert FollowUp.objects.exclude(comment="").count() >= 10

    def test_managers_had_their_digests(self, shop):
        assert set(Digest.objects.values_list("recipient__role", flat=True)) == {"administrator", "manager"}
        assert set(Digest.objects.values("recipient").annotate(n=Count("pk")).values_list("n", flat=True)) <= {7, 8}
        assert Delivery.objects.filter(kind="digest").count() == Digest.objects.count()


@pytest.mark.django_db
class TestTruth:
    def test_waits_equal_the_replay_of_the_events(self, shop):
        fields = (
            "number",
            "started_at",
            "started_by_message_id",
            "ended_at",
            "outcome",
            "reason",
            "ended_by_id",
            "ended_by_message_id",
        )
        for ticket in Ticket.objects.all():
            stored = list(ticket.waits.order_by("number").values_list(*fields))
            assert stored == [astuple(span) for span in replayed_waits(ticket)]

    def test_roll_ups_equal_the_rows(self, shop):
        totals = ResponseCount.objects.aggregate(started=models.Sum("started"), completed=models.Sum("completed"))
        assert totals == {"started": 301, "completed": 280}
        volume = list(DailyVolume.objects.order_by("day", "channel").values())
        rebuild_rollups()
        fields = [field.name for field in DailyVolume._meta.concrete_fields if not field.primary_key]
        again = DailyVolume.objects.order_by("day", "channel").values(*fields)
        assert [{name: row[name] for name in fields} for row in volume] == list(again)
        assert sum(row["received"] for row in volume) == Ticket.objects.count()

    def test_clocks_equal_the_replay_of_the_events(self, shop):
        for ticket in Ticket.objects.order_by("pk"):
            assert_replays(ticket)
        assert {Wait.objects.promised(state, NOW).exists() for state in State} == {True}

    def test_nothing_lies_in_the_future(self, shop):
        moments = {}
        for model in chain.from_iterable(apps.get_app_config(label).get_models() for label in OURS):
            for field in model._meta.concrete_fields:
                if isinstance(field, models.DateTimeField) and field.name not in IN_THE_FUTURE_BY_NATURE:
                    last = made_by_the_demo(model).aggregate(last=Max(field.name))["last"]
                    if last is not None:
                        moments[f"{model.__name__}.{field.name}"] = last
        assert {name: last for name, last in moments.items() if last > NOW} == {}
        assert len(moments) > 15

    def test_the_log_tells_the_past_in_the_past(self, shop):
        days = Counter(at.date() for at in LoggedEvent.objects.values_list("at", flat=True))
        assert len(days) > 50
        assert max(days.values()) < LoggedEvent.objects.count() / 10

    def test_mail_was_written_soon_after_its_cause(self, shop):
        causes = {digest.delivery_key: digest.created_at for digest in Digest.objects.all()}
        for ticket in Ticket.objects.exclude(contact=None):
            for mail in Delivery.objects.filter(kind="case_receipt", subject__contains=ticket.ref):
                causes[mail.key] = ticket.created_at
        mails = Delivery.objects.filter(key__in=causes)
        late = [mail.key for mail in mails if mail.created_at - causes[mail.key] > timedelta(minutes=30)]
        assert late == []
        assert mails.count() > 120

    def test_everything_is_read_and_nothing_parked(self, shop):
        assert list(ParkedEvent.objects.values_list("reader", "error")) == []
        assert read_events() == 0

    def test_nothing_looks_copied(self, shop):
        bodies = Counter(Message.objects.filter(kind="customer").values_list("body", flat=True))
        assert {body: n for body, n in bodies.items() if n > 1 and len(body) > 60} == {}
        written = Message.objects.values_list("body", flat=True)
        assert [body for body in written if "{" in body or "}" in body] == []


@pytest.mark.django_db
def test_a_second_time_changes_nothing(shop, tmp_path):
    before = LoggedEvent.objects.count()
    out = StringIO()
    run_demo(tmp_path, out)
    assert out.getvalue() == "This site has people already, so the demo leaves it alone.\n"
    assert LoggedEvent.objects.count() == before
    assert list(tmp_path.iterdir()) == []


class TestTexts:
    def test_enough_of_them(self):
        first, again = stories(random.Random(1))
        languages = Counter(story.language for story in first)
        assert languages["zh-hans"] >= 25
        assert languages["en"] >= 20
        assert len(again) >= 20
        assert len(remarks()) >= 60

    def test_every_low_remark_has_its_answer(self):
        assert [r.text for r in remarks() if (r.mood == "low") != bool(r.reply)] == []

    def test_chinese_is_set_as_chinese(self):
        first, again = stories(random.Random(1))
        said = [text for s in (*first, *again) if s.language == "zh-hans" for text in (s.message, *s.replies, s.more)]
        said += [text for r in remarks() if r.language == "zh-hans" for text in (r.text, r.reply)]
        wrong = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]|[\u4e00-\u9fff] | [\u4e00-\u9fff]|\"")
        assert [text for text in said if wrong.search(text)] == []
