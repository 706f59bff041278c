"""The gate, in the shape that the caller reads."""

import pytest
from django.contrib.auth.models import AnonymousUser

from feedback_site.kit.access import CHECKS_ITSELF, PUBLIC, SIGNED_IN, permitted


@pytest.mark.parametrize(
    ("permission", "stranger", "agent"),
    [
        (PUBLIC, True, True),
        (SIGNED_IN, False, True),
        ("ticket.read", False, True),
        ("person.change", False, False),
        ("no.such", False, False),
        (CHECKS_ITSELF, False, False),
        (None, False, False),
    ],
)
def test_who_is_permitted(amir, permission, stranger, agent):
    assert (permitted(AnonymousUser(), permission), permitted(amir, permission)) == (stranger, agent)


def test_a_person_is_led_to_sign_in_and_back(sam, db):
    response = sam.get("/console/mail/?state=failed")
    assert (response.status_code, response["Location"]) == (
        302,
        "/accounts/login/?next=/console/mail/%3Fstate%3Dfailed",
    )


def test_a_program_is_told(sam, db):
    response = sam.get("/console/mail/", headers={"Accept": "application/json", "Accept-Language": "en"})
    assert (response.status_code, response.json()) == (401, {"status": 401, "title": "Sign in first."})


def test_a_fragment_does_not_become_a_sign_in_form(sam, db):
    response = sam.get(
        "/console/mail/?state=failed",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/console/mail/"},
    )
    assert (response.status_code, response["HX-Redirect"]) == (200, "/accounts/login/?next=/console/mail/")


@pytest.mark.parametrize("page", ["http://[", "", "https://evil.example.org"])
def test_a_page_that_is_no_address_leads_to_the_front(sam, db, page):
    response = sam.get("/console/mail/", headers={"HX-Request": "true", "HX-Current-URL": page})
    assert (response.status_code, response["HX-Redirect"]) == (200, "/accounts/login/?next=/")


def test_a_lesser_role_sees_a_page_that_says_so(client_for, amir):
    response = client_for(amir).get("/console/mail/")
    assert response.status_code == 403
    assert "You may not open this page" in response.content.decode()
