"""Requests that no browser sends: whatever comes, a clear answer below 500 and no alarm in the log."""

from itertools import cycle
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.architecture.test_permissions_matrix import FOUND
from tests.factories.feedback import make_ticket
from tests.factories.surveys import make_survey

pytestmark = pytest.mark.django_db
WORDS = [
    "../../etc/passwd", "%00", "\x00", "' OR 1=1 --", "\r\nSet-Cookie: x=1", "x" * 3_000, "<script>", "💥", "~", "-",
]  # fmt: skip
NUMBERS = [0, 2**31, 2**63, 10**30]
ASKED = [
    "cursor", "page", "status", "lang", "next", "q", "view", "role", "access", "order", "tier", "version", "limit",
    "from", "to", "language", "team", "days", "start", "end", "format", "offset", "kind", "name", "at",
]  # fmt: skip
ODD = "\x00' \"<script>{{7*7}}%s%n\r\nX: y"
QUERY = dict.fromkeys(ASKED, ODD)


def hostile_paths(name):
    """A route's paths with things that nobody named so."""
    pattern = FOUND[name].pattern
    kinds = {key: type(kind).__name__ for key, kind in pattern.converters.items()}
    keys = [*kinds, *(key for key in pattern.regex.groupindex if key not in kinds)]
    if not keys:
        return [reverse(name)]
    found = []
    for number in range(len(WORDS)):
        value = {
            key: {
                "IntConverter": NUMBERS[number % len(NUMBERS)],
                "UUIDConverter": UUID(int=number),
                "SlugConverter": "-" * (number + 1),
            }.get(kinds.get(key), WORDS[number].replace("/", "%2F"))
            for key in keys
        }
        try:
            found.append(reverse(name, kwargs=value))
        except Exception:  # noqa: BLE001 -- what has no address cannot be asked for
            continue
    return found


@pytest.fixture
def site(max_):
    """Something of each kind."""
    make_survey("survey", by=max_)
    make_ticket(body="Help")


@pytest.mark.parametrize("who", ["stranger", "administrator"])
def test_every_route_with_odd_names_and_queries(site, client_for, ada, who):
    """Each route meets some of the words, all routes together all of them."""
    client = client_for(ada) if who == "administrator" else Client()
    turns = cycle(range(len(WORDS)))
    for name in sorted(set(FOUND) - {"account_logout"}):
        paths = hostile_paths(name)
        for path in {paths[next(turns) % len(paths)] for _ in range(2 if len(paths) > 1 else 1)}:
            for ask in (
                lambda path=path: client.get(path, QUERY),
                lambda path=path: client.post(path, QUERY),
                lambda path=path: client.generic(next(METHODS), path, "\x00{", content_type="application/json"),
            ):
                assert ask().status_code < 500, path


METHODS = cycle(["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "X" * 50, "POST"])


REAL = [
    "/", "/feedback/", "/s/survey/", "/transparency/", "/accounts/login/", "/accounts/password/reset/", "/language/",
    "/api/surveys/survey/responses/",
]  # fmt: skip


@pytest.mark.parametrize("path", REAL)
def test_bodies_that_are_none(site, path):
    client = Client()
    bodies = [
        (b"", "application/x-www-form-urlencoded"),
        (b"\xff\xfe\x00", "application/x-www-form-urlencoded"),
        (b"a=1&" * 3_000, "application/x-www-form-urlencoded"),
        (b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n', "multipart/form-data; boundary=x"),
        (b"x", "multipart/form-data"),
        (b"x", "multipart/form-data; boundary=" + "x" * 500),
        (b"x", "application/x-www-form-urlencoded; charset=nonsense"),
        (b"[" * 100_000, "application/json"),
        (b'{"id": 1e999, "answers": {"\\ud800": NaN}}', "application/json"),
        (b"x" * 1_100_000, "text/plain"),
    ]
    for body, kind in bodies:
        assert client.generic("POST", path, body, content_type=kind).status_code < 500, (path, kind, body[:30])


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "a b", "localhost@evil", "x" * 300, "[::1", ""])
def test_another_host_is_refused_without_alarm(sam, host, capsys):
    answer = sam.get("/", headers={"Host": host, "Accept": "text/html"})
    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"]
    assert_calm(capsys)


def assert_calm(capsys):
    """What an operator reads: neither an error nor a traceback."""
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert '"level": "error"' not in told


def test_too_many_fields_are_refused_without_alarm(sam, site, capsys):
    for path in ("/feedback/", "/s/survey/", "/accounts/login/"):
        answer = sam.post(path, {f"f{number}": "x" for number in range(2_100)})
        assert answer.status_code == 400
        assert "could not understand" in answer.content.decode()
    assert_calm(capsys)


def test_a_forwarded_host_changes_no_link(sam, site):
    for header in ("X-Forwarded-Host", "Forwarded", "X-Host", "X-Original-URL", "X-Rewrite-URL"):
        page = sam.get("/feedback/", headers={header: "evil.example"})
        assert (page.status_code, "evil" in page.content.decode()) == (200, False)


AWAY = [
    "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
    "http:///evil.example", "https:evil.example", "\t//evil.example", "//evil.example\\@localhost", "https://localhost@evil.example/",
    "///evil.example", "/\t/evil.example",
]  # fmt: skip


@pytest.mark.parametrize("target", AWAY)
def test_nobody_is_led_away(client_for, amir, target):
    from tests.conftest import PASSWORD

    for path, data in (
        ("/accounts/login/", {"login": amir.email, "password": PASSWORD}),
        ("/language/", {"language": "en"}),
        ("/accounts/logout/", {}),
    ):
        client = client_for(amir) if "logout" in path else Client()
        answer = client.post(path, data | {"next": target}, headers={"Referer": target.strip()})
        assert answer.status_code in (302, 303)
        assert "evil" not in answer["Location"], path
        assert "javascript" not in answer["Location"], path
    asked = client_for(amir).post(f"/accounts/reauthenticate/?next={target}", {"password": PASSWORD, "next": target})
    assert "evil" not in asked.get("Location", "")
