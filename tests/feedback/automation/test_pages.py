"""The pages of rules: seen, changed, tried on last week's cases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Team
from feedback.actions.automation.save_rule import save_rule
from feedback.models import AutomationRule, AutomationRun
from feedback.queries.automation.rehearsal import rehearse
from feedback.rules.automation.shape import Limit, Terms, Trigger
from tests.factories.feedback import make_ticket
from tests.support.drain import drain
from tests.support.reading import Page, foreign

pytestmark = pytest.mark.django_db
PLACE = "/console/rules/"
WISH = {
    "name": "Parcels",
    "is_on": "on",
    "trigger": "ticket_opened",
    "if_channel": "form",
    "if_language": "en",
    "priority": "high",
    "tag": "parcels",
    "text_en": "We look into {ref}.",
    "text_zh": "我们在查{ref}。",
    "limit_times": "1",
    "limit_hours": "24",
}


def test_an_administrator_makes_a_rule_and_finds_it_in_its_form_again(client_for, ada):
    client = client_for(ada)
    response = client.post(f"{PLACE}new/", WISH)
    row = AutomationRule.objects.get(key=None)
    assert (response.status_code, response["Location"]) == (303, f"{PLACE}{row.pk}/")
    version = row.versions.get()
    assert version.actions == ["priority:high", "tag:parcels", "write:"]
    assert version.condition == {"channel": "form", "language": "en"}
    assert version.created_by == ada
    begin = client.get(f"{PLACE}{row.pk}/terms/").context["form"].initial
    assert {name: str(begin[name]) for name in WISH if name != "is_on"} == {n: WISH[n] for n in WISH if n != "is_on"}
    client.post(f"{PLACE}{row.pk}/terms/", WISH)
    assert row.versions.count() == 1
    client.post(f"{PLACE}{row.pk}/terms/", {**WISH, "tag": "post"})
    assert row.versions.get(is_last=True).number == 2


def test_every_kind_of_action_comes_back_in_the_form(client_for, ada, amir):
    team = Team.objects.create(name="Shop")
    wish = {
        "name": "All",
        "trigger": "ticket_replied",
        "after_hours": "24",
        "unless": ["customer_wrote"],
        "team": str(team.pk),
        "assign": str(amir.pk),
        "untag": "new",
        "rotate": "own",
        "capacity": "5",
        "snooze": "3",
        "ending": "close:spam",
    }
    client = client_for(ada)
    assert client.post(f"{PLACE}new/", wish).status_code == 303
    row = AutomationRule.objects.get(key=None)
    actions = [f"team:{team.pk}", "untag:new", f"assign:{amir.pk}", "rotate:/5", "snooze:3", "close:spam"]
    assert (row.is_on, row.versions.get().actions) == (False, actions)
    begin = client.get(f"{PLACE}{row.pk}/terms/").context["form"].initial
    assert {name: begin[name] for name in wish} == {**wish, "after_hours": 24}


@pytest.mark.parametrize(
    ("change", "field"), [({"tag": "", "priority": "", "text_en": ""}, "text_en"), ({"limit_times": ""}, "limit_times")]
)
def test_a_refusal_stands_at_its_field(client_for, ada, change, field):
    response = client_for(ada).post(f"{PLACE}new/", {**WISH, **change})
    assert response.status_code == 422
    assert field in response.context["form"].errors


def test_trying_shows_what_would_happen_and_writes_nothing(client_for, ada):
    ticket = make_ticket()
    make_ticket(language="zh-hans")
    drain()
    before = AutomationRun.objects.count()
    response = client_for(ada).post(f"{PLACE}new/", {**WISH, "try": "1"})
    assert response.status_code == 200
    assert [row["line"].ticket for row in response.context["tried"]["lines"]] == [ticket]
    assert (AutomationRun.objects.count(), ticket.taggings.count()) == (before, 0)
    assert not AutomationRule.objects.filter(key=None).exists()


def test_trying_asks_three_questions_however_many_cases():
    terms = Terms(name="x", trigger=Trigger.OPENED, actions=("tag:x",), limit=Limit(times=2, hours=1))
    counts = []
    for size in (1, 2):
        for _ in range(size):
            make_ticket(email="rosa@example.org")
        with CaptureQueriesContext(connection) as asked:
            tried = rehearse(terms)
        counts.append(len(asked))
    assert counts == [3, 3]
    assert [str(line.outcome) for line in tried.lines] == ["limited", "done", "done"]


def test_the_log_says_why(client_for, max_):
    terms = Terms(name="Parcels", trigger=Trigger.OPENED, actions=("tag:parcels",), condition={"channel": "form"})
    row = save_rule(terms=terms)
    ticket = make_ticket()
    drain()
    line = Page(client_for(max_).get(f"{PLACE}{row.pk}/").content.decode()).line
    assert ticket.ref in line
    assert "Channel" in line
    assert "Form" in line


def test_the_list_asks_the_same_for_many_rules(client_for, max_):
    client, counts = client_for(max_), []
    client.get(PLACE)
    for size in (1, 2):
        for number in range(size):
            save_rule(terms=Terms(name=f"R{size}{number}", trigger=Trigger.OPENED, actions=("tag:x",)))
        with CaptureQueriesContext(connection) as asked:
            client.get(PLACE)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_chinese_pages_are_chinese(client_for, make_user):
    client = client_for(make_user("Ana", "administrator", language="zh-hans"))
    row = AutomationRule.objects.get(key="reminder")
    make_ticket()
    drain()
    for place in (PLACE, f"{PLACE}new/", f"{PLACE}{row.pk}/?try=1", f"{PLACE}{row.pk}/terms/"):
        assert {place: foreign(Page(client.get(place).content.decode()), "zh-hans")} == {place: []}


def test_moving_a_rule_changes_the_order(client_for, ada):
    first, second = AutomationRule.objects.in_order()[:2]
    client_for(ada).post(f"{PLACE}{second.pk}/place/", {"go": "up"})
    assert list(AutomationRule.objects.in_order()[:2]) == [second, first]
