"""What every answer tells the browser, and how cookies are set."""

from urllib.parse import urlsplit

import pytest
from django.test import Client

from feedback.queries.private_links import claim_url
from tests.factories.feedback import make_ticket
from tests.factories.surveys import make_survey
from tests.feedback_site.test_settings import PRODUCTION, ask

pytestmark = pytest.mark.django_db
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = ["default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"]


def answers(client):
    """One of each kind: pages, redirects, refusals, JSON, files, and what never reaches a view."""
    form = {"content_type": "application/x-www-form-urlencoded"}
    strict = Client(enforce_csrf_checks=True)
    return {
        "page": client.get("/"),
        "survey": client.get("/s/survey/"),
        "redirect": client.get("/console/"),
        "missing": client.get("/nowhere/"),
        "broken link": client.get("/s/survey/x/"),
        "case": client.get("/feedback/case/x/"),
        "forged": strict.post("/feedback/"),
        "wrong method": client.delete("/feedback/"),
        "wrong host": client.get("/", headers={"Host": "evil.example"}),
        "too large": client.generic("POST", "/feedback/", b"x" * 1_100_000, **form),
        "too many": client.generic("POST", "/feedback/", b"a=1&" * 2_100, **form),
        "api": client.get("/api/surveys/survey/"),
        "api refusal": client.get("/api/tickets/"),
        "robots": client.get("/robots.txt"),
        "health": client.get("/health/"),
        "file": read(client, "/static/css/site.css"),
        "icon": read(client, "/static/icons/favicon.svg"),
    }


def read(client, address):
    """Ask for a file, and close it as a server does; `close()` of the answer would close our database too."""
    answer = client.get(address)
    for close in answer._resource_closers:
        close()
    return answer


def test_every_answer_is_guarded(sam):
    make_survey("survey")
    found = answers(sam)
    assert {name: response.status_code for name, response in found.items() if response.status_code >= 500} == {}
    for name, response in found.items():
        assert {key: response.get(key) for key in ALWAYS} == ALWAYS, name
        policy = response["Content-Security-Policy"]
        assert [part for part in POLICY if part not in policy] == [], name
        assert "unsafe" not in policy, name
        assert response.get("Server") is None
        assert response.get("X-Powered-By") is None


def test_pages_behind_private_links_are_kept_out_of_caches_and_search(sam):
    case = urlsplit(claim_url(make_ticket(body="Help"))).path
    for path in (case, "/accounts/login/", "/console/", "/api/tickets/"):
        assert "no-store" in sam.get(path).get("Cache-Control", ""), path


@pytest.mark.parametrize("https", [True, False])
def test_cookies_and_https(settings, amir, https):
    from tests.conftest import PASSWORD

    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.LANGUAGE_COOKIE_SECURE = https
    settings.SECURE_HSTS_SECONDS = 31_536_000 if https else 0
    client = Client(headers={"Accept-Language": "en"})
    answer = client.get("/accounts/login/", secure=https)
    assert ("Strict-Transport-Security" in answer) == https
    client.post("/accounts/login/", {"login": amir.email, "password": PASSWORD}, secure=https)
    client.post("/language/", {"language": "en"}, secure=https)
    session, forgery, language = (client.cookies[name] for name in ("sessionid", "csrftoken", "django_language"))
    assert {cookie["samesite"] for cookie in (session, forgery, language)} == {"Lax"}
    assert (session["httponly"], language["httponly"]) == (True, True)
    assert [bool(cookie["secure"]) for cookie in (session, forgery, language)] == [https] * 3
    assert {cookie["domain"] for cookie in (session, forgery)} == {""}


def test_the_settings_follow_the_address():
    question = (
        "settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.LANGUAGE_COOKIE_SECURE,"
        " settings.SECURE_HSTS_SECONDS"
    )
    told = ask(question, **PRODUCTION, SECRET_KEY="x", SITE_URL="https://feedback.example.org")
    assert told == "True True True 31536000"
