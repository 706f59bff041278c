"""Who refuses cookies is heard too, where the browser says that our own page sent the form."""

import pytest
from django.test import Client

from feedback.models import FollowUp, Message, Ticket
from feedback.queries.private_links import claim_token, rate_token
from feedback_site.kit.tokens import uuid7
from tests.factories.feedback import make_resolved, make_ticket
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
OURS = {"Origin": "http://testserver"}
OTHERS = [{"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {}, OURS | {"Sec-Fetch-Site": "cross-site"}]


def post(path, words, headers):
    return Client(enforce_csrf_checks=True, headers=headers).post(path, words).status_code


def written(body):
    return {"body": body, "submission_id": str(uuid7())}


def test_the_form_is_heard():
    assert post("/feedback/", written("The parcel came late."), OURS) == 303
    assert Message.objects.get().body == "The parcel came late."


@pytest.mark.parametrize("headers", OTHERS)
def test_another_sites_form_is_not(headers):
    assert post("/feedback/", written("Sent by a page of somebody else."), headers) == 403
    assert not Ticket.objects.exists()


def test_the_private_page_and_the_rating_are(amir):
    ticket = make_ticket(email="rosa@example.org")
    assert post(f"/feedback/case/{claim_token(ticket)}/", written("It is here."), OURS) == 303
    assert Message.objects.filter(ticket=ticket, body="It is here.").count() == 1
    make_resolved(amir, email="kim@example.org")
    drain()
    follow_up = FollowUp.objects.get()
    assert post(f"/feedback/rate/{rate_token(follow_up)}/", {"score": "5"}, OURS) == 303
    follow_up.refresh_from_db()
    assert follow_up.score == 5


@pytest.mark.parametrize("headers", OTHERS)
def test_neither_is_for_another_site(amir, headers):
    ticket = make_ticket(email="rosa@example.org")
    assert post(f"/feedback/case/{claim_token(ticket)}/", written("Forged."), headers) == 403
    assert not Message.objects.filter(body="Forged.").exists()


def test_the_link_to_ones_own_feedback_can_be_asked_for():
    assert post("/feedback/mine/", {"email": "rosa@example.org"}, OURS) == 303
