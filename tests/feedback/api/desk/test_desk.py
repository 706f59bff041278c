"""Drafts, ready answers, files, targets and the rest by programs, with the pages' permissions."""

import json

import pytest

from feedback.models import Attachment, Contact, Draft, Message
from feedback.rules.names import Kind, Status
from tests.factories.feedback import make_ticket
from tests.feedback.files.samples import PNG, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def send(client_for):
    def send(user, method, path, body=None):
        return client_for(user).generic(method, path, json.dumps(body or {}), content_type="application/json")

    return send


def place(ticket, rest=""):
    return f"/api/tickets/{ticket.ref}/{rest}"


def test_drafts_are_kept_seen_by_colleagues_and_forgotten(send, amir, max_):
    ticket = make_ticket()
    send(amir, "PUT", place(ticket, "drafts/"), {"kind": "reply", "body": "Which size?"})
    [seen] = send(max_, "GET", place(ticket, "drafts/")).json()
    assert (seen["user"]["name"], seen["kind"], seen["body"]) == ("Amir", "reply", "Which size?")
    send(max_, "PUT", place(ticket, "drafts/"), {"kind": "reply", "body": "Mine"})
    assert dict(Draft.objects.values_list("user__name", "body")) == {"Amir": "Which size?", "Max": "Mine"}
    send(amir, "PUT", place(ticket, "drafts/"), {"kind": "reply", "body": " "})
    assert list(Draft.objects.values_list("user__name", flat=True)) == ["Max"]
    assert send(amir, "PUT", place(ticket, "drafts/"), {"kind": "customer", "body": "x"}).status_code == 422


def test_presence_tells_who_is_there_and_what_was_said(send, amir, max_):
    ticket = make_ticket()
    assert send(amir, "POST", place(ticket, "presence/")).json() == {"near": [], "drafts": [], "newer": []}
    told = send(max_, "POST", place(ticket, "presence/"), {"seen_id": 0}).json()
    assert (told["near"], [message["kind"] for message in told["newer"]]) == (["Amir"], ["customer"])


def test_a_macro_is_kept_looked_at_and_done_with_a_reply(send, amir, max_):
    wish = {"name": "Late", "texts": {"en": "Sorry, {name}: {ref}"}, "wishes": ["tag:late"]}
    assert send(amir, "POST", "/api/canned-replies/", wish).status_code == 403
    made = send(max_, "POST", "/api/canned-replies/", wish).json()
    ticket = make_ticket(name="Li")
    filled = send(amir, "GET", place(ticket, f"canned-replies/{made['id']}/")).json()
    assert (filled["text"], [step["does"] for step in filled["steps"]], filled["wrong"]) == (
        f"Sorry, Li: {ticket.ref}",
        ["Add the tag “late”"],
        [],
    )
    done = send(amir, "POST", place(ticket, "replies/"), {"body": filled["text"], "macro": made["id"]})
    assert done.status_code == 201
    assert list(ticket.taggings.values_list("tag__name", flat=True)) == ["late"]
    assert send(amir, "POST", place(ticket, "replies/"), {"body": "x", "macro": 10**9}).status_code == 422
    one = f"/api/canned-replies/{made['id']}/"
    assert send(max_, "PUT", one, {**wish, "name": "Later"}).json()["name"] == "Later"
    assert [row["name"] for row in send(amir, "GET", "/api/canned-replies/").json()] == ["Later"]
    assert (send(max_, "DELETE", one).status_code, send(max_, "GET", one).status_code) == (204, 404)


def test_files_go_up_with_a_message_and_down_again(client_for, send, amir, rosa):
    ticket, client = make_ticket(), client_for(amir)
    sent = client.post(place(ticket, "replies/"), {"body": "See this.", "then_hold": "true", "enclosed": [upload()]})
    assert sent.status_code == 201
    client.post(place(ticket, "notes/"), {"body": "And that.", "enclosed": upload("b.png")})
    files = send(amir, "GET", place(ticket, "files/")).json()
    assert [(row["name"], row["kind"]) for row in files] == [("photo.png", "image/png"), ("b.png", "image/png")]
    got = client.get(place(ticket, f"files/{files[0]['key']}/"))
    assert (b"".join(got), got["X-Content-Type-Options"]) == (PNG, "nosniff")
    assert got["Content-Disposition"].startswith("attachment")
    refused = client.post(place(ticket, "notes/"), {"body": "x", "enclosed": upload("x.png", b"<html>")})
    assert (refused.status_code, Message.objects.filter(kind=Kind.NOTE).count()) == (422, 1)
    assert client_for(rosa).get(place(ticket, f"files/{files[0]['key']}/")).status_code == 403
    assert client.get(place(make_ticket(), f"files/{files[0]['key']}/")).status_code == 404
    Attachment.objects.update(state=Attachment.State.INFECTED)
    assert client.get(place(ticket, f"files/{files[0]['key']}/")).status_code == 410
    ticket.refresh_from_db()
    assert (ticket.status, ticket.held_at is not None) == (Status.WAITING, True)


def test_rules_change_places(send, ada):
    order = [rule["id"] for rule in send(ada, "GET", "/api/inbox/rules/").json()]
    moved = send(ada, "PUT", f"/api/inbox/rules/{order[1]}/place/", {"up": True}).json()
    assert [rule["id"] for rule in moved] == [order[1], order[0], *order[2:]]


def test_calendars_and_policies(send, ada, max_):
    week = ["09:00–18:00"] * 5 + ["", ""]
    wish = {"name": "Office", "timezone": "Asia/Shanghai", "week": week, "is_usual": True}
    wish["exceptions"] = {"2090-12-24": {"hours": "09:00–12:00", "name": "Eve"}}
    made = send(ada, "POST", "/api/calendars/", wish)
    assert made.status_code == 201
    found = send(max_, "GET", f"/api/calendars/{made.json()['id']}/").json()
    assert {name: found[name] for name in wish} == wish
    assert send(ada, "PUT", f"/api/calendars/{found['id']}/", {**wish, "week": ["x"] * 7}).status_code == 422
    again = {**wish, "week": ["10:00–18:00"] * 5 + ["", ""]}
    assert send(ada, "PUT", f"/api/calendars/{found['id']}/", again).json()["version"] == 2
    terms = {"name": "Fast", "calendar": found["id"], "first_minutes": 60, "condition": {"channel": ["form"]}}
    fast = send(ada, "POST", "/api/policies/", terms).json()
    assert (fast["version"], fast["first_minutes"], fast["condition"]) == (1, 60, {"channel": ["form"]})
    slow = send(ada, "POST", "/api/policies/", {"name": "Slow", "first_minutes": 600}).json()
    moved = send(ada, "PUT", f"/api/policies/{slow['id']}/place/", {"up": True}).json()
    assert [row["name"] for row in moved] == ["Slow", "Fast"]
    assert send(ada, "PUT", f"/api/policies/{fast['id']}/", {**terms, "first_minutes": 30}).json()["version"] == 2
    assert [row["name"] for row in send(max_, "GET", "/api/policies/").json()] == ["Slow", "Fast"]
    assert send(max_, "GET", "/api/policies/reopened/").json() == {"resolved": 0, "reopened": 0, "open": 0}


def test_contacts_are_joined_and_erased(send, amir, ada):
    one, two = make_ticket(name="Li", email="li@example.org"), make_ticket(name="Li", email="li2@example.org")
    joined = send(amir, "PUT", f"/api/contacts/{one.contact_id}/merge/", {"other": two.contact_id})
    assert joined.json()["other_addresses"] == ["li2@example.org"]
    assert send(amir, "DELETE", f"/api/contacts/{one.contact_id}/").status_code == 403
    assert send(ada, "DELETE", f"/api/contacts/{one.contact_id}/").status_code == 204
    assert Contact.objects.get(pk=one.contact_id).erased_at is not None


def test_follow_ups_are_listed(send, amir):
    assert send(amir, "GET", "/api/follow-ups/?answered=yes&score_from=4").json()["results"] == []
    assert send(amir, "GET", "/api/follow-ups/?score_from=x").status_code == 400
