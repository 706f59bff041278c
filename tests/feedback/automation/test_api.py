"""Rules by the API, with the same verbs."""

import json

import pytest

from feedback.models import AutomationRule
from tests.factories.feedback import make_ticket
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
PLACE = "/api/inbox/rules/"
WISH = {"name": "Parcels", "trigger": "ticket_opened", "condition": {"channel": "form"}, "actions": ["tag:parcels"]}


@pytest.fixture
def send(client_for, ada):
    client = client_for(ada)

    def send(method, place, body=None):
        return client.generic(method, place, json.dumps(body or {}), content_type="application/json")

    return send


def test_a_rule_is_made_read_changed_and_its_log_read(send):
    made = send("POST", PLACE, WISH)
    assert made.status_code == 201
    one = f"{PLACE}{made.json()['id']}/"
    whole = {**WISH, "id": made.json()["id"], "version": 1, "is_on": True, "after_hours": 0}
    assert send("GET", one).json() == {**whole, "unless": [], "texts": {}, "limit": None}
    ticket = make_ticket()
    drain()
    [run] = send("GET", f"{one}runs/").json()
    assert (run["ref"], run["outcome"], run["why"]["values"]) == (ticket.ref, "done", {"channel": "form"})
    changed = send("PUT", one, {**WISH, "after_hours": 5, "unless": ["ticket_replied"]}).json()
    assert (changed["version"], changed["unless"]) == (2, ["ticket_replied"])
    assert [rule["name"] for rule in send("GET", PLACE).json()][-1] == "Parcels"


def test_a_trial_writes_nothing(send):
    ticket = make_ticket()
    told = send("POST", f"{PLACE}trial/", WISH).json()
    assert (told["firing"], [line["ref"] for line in told["lines"]]) == (1, [ticket.ref])
    assert not AutomationRule.objects.filter(name="Parcels").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"trigger": "x"},
        {"actions": ["fly:"]},
        {"actions": []},
        {"unless": ["ticket_tagged"], "after_hours": 1},
        {"condition": {"channel": "pigeon"}},
        {"condition": {"colour": "red"}},
        {"after_hours": 10**9},
        {"limit": {"times": 0, "hours": 1}},
    ],
)
def test_what_cannot_be_is_refused(send, change):
    assert send("POST", PLACE, {**WISH, **change}).status_code in {400, 422}
    assert not AutomationRule.objects.filter(name="Parcels").exists()
