"""The API: the same verbs, permissions and refusals."""

import pytest
from django.test import Client

from accounts.models import ApiToken
from feedback.actions.write_as_customer import write_as_customer
from feedback.models import Ticket
from feedback.queries.wait_filter import WaitFilter
from feedback.rules.names import Channel, Reason, Status
from feedback_site.kit.tokens import hash_token, uuid7
from tests.factories.feedback import make_resolved, make_ticket

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"
JSON = "application/json"


@pytest.fixture
def api(amir):
    """A program with Amir's token."""
    ApiToken.objects.create(owner=amir, label="test", token_hash=hash_token("secret"))
    return Client(headers={"authorization": "Bearer secret", "accept": JSON})


def send(client, method, url, data=None):
    return getattr(client, method)(url, data, content_type=JSON)


def test_strangers_and_respondents_are_refused(sam, client_for, rosa):
    ticket = make_ticket()
    for url in (URL, f"{URL}{ticket.ref}/"):
        assert sam.get(url).status_code == 401
        assert client_for(rosa).get(url).status_code == 403
    for part in ("replies", "notes"):
        assert send(sam, "post", f"{URL}{ticket.ref}/{part}/", {"body": "x"}).status_code == 401
    for part in ("assignment", "resolution", "closure"):
        assert send(sam, "put", f"{URL}{ticket.ref}/{part}/", {}).status_code == 401


def test_a_program_opens_a_ticket_once(api, amir):
    data = {"body": "From the shop.", "email": "rosa@example.org", "key": "order-7"}
    first, again = send(api, "post", URL, data), send(api, "post", URL, data)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["ref"] == again.json()["ref"]
    assert "/feedback/case/" in first.json()["link"]
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.origin_key) == (Channel.API, f"api:{amir.pk}:order-7")


def test_the_whole_story(api, amir):
    ticket = make_ticket(name="Rosa")
    url = f"{URL}{ticket.ref}/"
    assert send(api, "put", f"{url}assignment/", {"assignee": amir.pk}).json()["status"] == "open"
    assert send(api, "post", f"{url}notes/", {"body": "Hm."}).status_code == 201
    form = str(uuid7())
    for _ in range(2):
        answer = send(api, "post", f"{url}replies/", {"body": "Hi.", "submission_id": form})
        assert answer.status_code == 201
    assert send(api, "put", f"{url}resolution/").json()["status"] == "resolved"
    whole = api.get(url).json()
    assert [m["kind"] for m in whole["messages"]] == ["customer", "note", "reply"]
    assert [w["outcome"] for w in whole["waits"]] == ["answered"]
    assert whole["contact"]["name"] == "Rosa"


def test_closing_by_program(api):
    ticket = make_ticket()
    answer = send(api, "put", f"{URL}{ticket.ref}/closure/", {"reason": "spam"})
    assert (answer.json()["status"], answer.json()["close_reason"]) == ("closed", Reason.SPAM)


@pytest.mark.parametrize(
    ("method", "part", "data", "status", "fields"),
    [
        ("post", "replies/", {}, 422, ["body"]),
        ("post", "replies/", {"body": " \x00"}, 422, ["body"]),
        ("post", "replies/", {"body": "x" * 20_001}, 422, ["body"]),
        ("post", "replies/", {"body": "x", "seen_id": "y"}, 422, ["seen_id"]),
        ("post", "notes/", {"body": ["x"]}, 422, ["body"]),
        ("put", "assignment/", {"assignee": 10**30}, 422, ["assignee"]),
        ("put", "assignment/", {"assignee": "x"}, 422, ["assignee"]),
        ("put", "assignment/", {}, 422, ["assignee"]),
        ("put", "closure/", {"reason": "negative"}, 422, ["reason"]),
        ("put", "resolution/", {}, 409, []),
        ("put", "closure/", [1], 422, ["non_field_errors"]),
    ],
)
def test_refusals_are_problems(api, method, part, data, status, fields):  # noqa: PLR0917 -- a table
    ticket = make_ticket()
    answer = send(api, method, f"{URL}{ticket.ref}/{part}", data)
    assert answer.status_code == status
    assert answer.json()["status"] == status
    assert sorted(answer.json().get("errors", {})) == fields
    assert Ticket.objects.get().status == Status.NEW


def test_malformed_json_is_a_400(api):
    answer = api.post(URL, "{", content_type=JSON)
    assert answer.status_code == 400


def test_a_crossing_reply_is_a_conflict(api):
    ticket = make_ticket()
    seen = ticket.messages.get().pk
    write_as_customer(ticket=ticket, body="It came!")
    answer = send(api, "post", f"{URL}{ticket.ref}/replies/", {"body": "Hi.", "seen_id": seen})
    assert answer.status_code == 409


def test_lists(api, amir):
    resolved, waiting = make_resolved(amir), make_ticket()

    def listed(query):
        return [row["ref"] for row in api.get(f"{URL}?{query}").json()["results"]]

    assert listed("") == [waiting.ref]
    assert listed("view=resolved") == [resolved.ref]
    assert listed(WaitFilter(outcome="answered").to_query()) == [resolved.ref]
    assert api.get(f"{URL}?view=x").status_code == 400
    assert api.get(f"{URL}?cursor=x").status_code == 400
    assert api.get(f"{URL}?waits=x").status_code == 400
    assert api.get(f"{URL}0000-0000/").status_code == 404


def test_pages(api):
    made = [make_ticket().ref for _ in range(52)]
    first = api.get(URL).json()
    second = api.get(f"{URL}?cursor={first['next']}").json()
    assert [row["ref"] for row in first["results"] + second["results"]] == made
    assert second["next"] is None


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_two_questions(api, rows, django_assert_num_queries):
    for number in range(rows):
        make_ticket(name=f"R{number}")
    with django_assert_num_queries(2):
        api.get(URL)


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"])
def test_half_a_character_is_the_senders_mistake(api, text):
    ticket = make_ticket()
    for method, url, data in (
        ("put", f"{URL}{ticket.ref}/closure/", {"reason": text}),
        ("post", URL, {"body": "Hello", "name": text}),
        ("post", URL, {text: "Hello"}),
    ):
        assert send(api, method, url, data).status_code == 400
    assert send(api, "post", URL, {"body": "All of it: \U0001f600"}).status_code == 201
