"""Refusals: clear, in the reader's language, in the shape that the caller reads."""

import pytest
from django.test import Client

from feedback_site.kit.problems import Conflict, Gone, Invalid, Problem, TooLarge, TooMany

TEN_MEGABYTES = b"x" * 10_000_000


@pytest.mark.parametrize(
    ("problem", "status"),
    [(Problem, 400), (Conflict, 409), (Gone, 410), (TooLarge, 413), (Invalid, 422)],
)
def test_a_problem_is_an_object_for_programs(problem, status):
    assert problem().as_json() == {"status": status, "title": str(problem.title)}
    told = problem("Why.", errors={"name": ["Too long."]}).as_json()
    assert told == {"status": status, "title": str(problem.title), "detail": "Why.", "errors": {"name": ["Too long."]}}


@pytest.mark.parametrize(
    ("seconds", "told", "words"),
    [(1, "1", "Try again in 1 minute."), (61, "61", "Try again in 2 minutes."), (0, "1", "Try again in 1 minute.")],
)
def test_whoever_comes_too_often_is_told_for_how_long_to_wait(seconds, told, words):
    flood = TooMany(seconds=seconds)
    assert (flood.status, flood.headers, flood.as_json()["detail"]) == (429, {"Retry-After": told}, words)


def test_a_forms_address_opened_by_hand_says_so(db, client_for, amir):
    answer = client_for(amir).get("/console/tickets/0000-0000/replies/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "There is nothing to read at this address." in answer.text
    told = Client().get("/language/", headers={"Accept": "application/json", "Accept-Language": "en"})
    assert (told.status_code, told.json()["title"]) == (405, "There is nothing to read at this address.")


def test_the_shape_follows_the_caller(db):
    path = "/accounts/invitation/forged/"
    page = Client().get(path, headers={"Accept-Language": "en"})
    told = Client().get(path, headers={"Accept": "application/json", "Accept-Language": "en"})
    assert (page.status_code, page["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "We do not know this link." in page.content.decode()
    assert (told.status_code, told.json()["title"]) == (404, "We do not know this link.")


@pytest.mark.parametrize(
    "path", ["/feedback/", "/accounts/login/", "/language/", "/api/tickets/", "/console/profile/", "/nowhere/"]
)
@pytest.mark.parametrize(
    "kind", ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"]
)
def test_ten_megabytes_are_refused_before_anybody_reads_them(db, settings, path, kind):
    settings.ATTACHMENT_BYTES = 1_000_000  # five of them and the words are less
    response = Client(headers={"Accept-Language": "en"}).post(path, TEN_MEGABYTES, content_type=kind)
    assert response.status_code == 413
    assert response["Content-Type"].startswith("application/json" if "json" in kind else "text/html")
    assert "too large" in response.content.decode()


def test_a_broken_length_is_no_trouble(db):
    assert Client().get("/", CONTENT_LENGTH="many").status_code == 200


@pytest.mark.parametrize("body", [b"{", b"", b"[1]", b'"text"', b"\xff", b"null", b'{"a": ' * 1000])
def test_malformed_json_is_told_clearly(client_for, amir, body):
    response = client_for(amir).post("/api/tickets/", body, content_type="application/json")
    assert 400 <= response.status_code < 500
    assert response["Content-Type"] == "application/problem+json"


def test_a_page_that_is_not_there(db):
    response = Client(headers={"Accept-Language": "en"}).get("/no/such/page/")
    assert (response.status_code, "This page is not here" in response.content.decode()) == (404, True)


def test_a_strange_host_is_refused(db):
    assert Client().get("/", headers={"Host": "evil.example.org"}).status_code == 400


def test_a_form_without_its_token_asks_to_send_again(db):
    response = Client(enforce_csrf_checks=True, headers={"Accept-Language": "en"}).post(
        "/accounts/login/", {"login": "a"}
    )
    assert (response.status_code, "Please send it again" in response.content.decode()) == (403, True)
