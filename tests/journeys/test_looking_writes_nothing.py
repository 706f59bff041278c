"""Mail scanners and previews open every link: no answer, no vote, no sign-off, no row in any table comes of it."""

import re
from collections import Counter
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.actions.create_api_token import create_api_token
from accounts.actions.invite_person import invite_person
from accounts.rules.roles import Role
from feedback.actions.answer_follow_up import answer_follow_up
from feedback.actions.assign import take
from feedback.actions.reply import reply
from feedback.actions.send_follow_ups import send_follow_ups
from feedback.queries.private_links import claim_url
from insights.actions.send_digest_now import send_digest_now
from notifications.models import Delivery, LoggedEvent, ParkedEvent
from surveys.models import Response
from surveys.queries.private_links import private_key
from tests.architecture.test_permissions_matrix import FOUND, HTML
from tests.factories.feedback import make_ticket
from tests.factories.surveys import Respondent, make_example
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
MOST_OF_ONE_PAGE = 3  # a list is the same page whatever its filter


class Links(HTMLParser):
    """Every address that a page names, and those that its forms would read with GET."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        names = ("href", "src", "action", "hx-get", "hx-post", "formaction")
        self.found += [given[name] for name in names if given.get(name)]


@pytest.fixture
def site(make_user):
    """A few rows of everything; returns the people, and the links that only mails and respondents know."""
    people = {role: make_user(role, role) for role in ("respondent", "agent", "manager", "administrator")}
    agent, admin = people["agent"], people["administrator"]
    make_ticket(body="It came late.")
    take(ticket=make_ticket(body="Broken.", email="kim@example.org"), by=agent)
    done = [make_ticket(body="Wrong size.", email=f"{name}@example.org") for name in ("may", "noa")]
    for ticket in done:
        reply(ticket=ticket, author=agent, body="Sorry.", then_resolve=True)
        ticket.refresh_from_db()
    _asked, rated = send_follow_ups(tickets=done)
    answer_follow_up(follow_up=rated, score=5, comment="Good")
    make_example("product-feedback", by=admin)
    make_example("trust-pulse", by=admin)
    Respondent(Client(), "product-feedback").send(nps="3")
    whole = Respondent(Client(), "product-feedback")
    whole.send(nps="10")
    whole.send()
    whole.send(consent="false")
    invite_person(email="new@example.org", role=Role.AGENT, language="en", invited_by=admin)
    create_api_token(owner=admin, label="Import")
    send_digest_now(recipient=people["manager"])
    drain()
    event = LoggedEvent.objects.first()
    ParkedEvent.objects.create(reader="x", event=event, error="x", traceback="x", retry_at=event.at)
    links = [f"/s/product-feedback/{private_key(row.pk)}/" for row in Response.objects.all()]
    links += [urlsplit(claim_url(ticket)).path for ticket in done]
    return people, links


def mailed():
    """Every link of every mail, text and HTML."""
    found = set()
    for mail in Delivery.objects.all():
        texts = re.findall(r"https?://[^\s<>\"]+", mail.text)
        found.update(
            urlsplit(link)._replace(scheme="", netloc="").geturl() for link in [*texts, *Links(mail.html).found]
        )
    return sorted(link for link in found if link.startswith("/"))


def contents():
    """Every row of every table as (place, writer): whatever is inserted, changed or deleted changes this."""
    quiet = {"django_session"}  # signing in wrote it; that it holds nothing new is looked at by itself
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name not in quiet]
        found = {}
        for table in tables:
            cursor.execute(f'SELECT ctid::text, xmin::text FROM "{table}"')
            found[table] = Counter(cursor.fetchall())
        cursor.execute("SELECT count(*) FROM django_session")
        found["django_session"] = cursor.fetchone()[0]
    return found


def read(answer):
    """Read a file to its end, which closes it."""
    if answer.streaming:
        list(answer)


def crawl(client, start):
    """Look at every address that can be reached, those that forms send to included; return the paths met."""
    todo, met, often = list(start), set(start), Counter()
    while todo:
        address = todo.pop()
        answer = client.get(address)
        read(client.head(address))
        assert answer.status_code < 500, address
        names = [answer["Location"]] if answer.has_header("Location") else []
        if answer.get("Content-Type", "").startswith("text/html"):
            names += Links(answer.content.decode()).found
        read(answer)
        for name in names:
            found = urljoin(address, name).partition("#")[0].removeprefix("http://localhost:8000")
            path = urlsplit(found).path
            if found.startswith("/") and not path.startswith("/static/") and found not in met:
                often[path] += 1
                if often[path] <= MOST_OF_ONE_PAGE:
                    met.add(found)
                    todo.append(found)
    return {urlsplit(found).path for found in met}


def test_every_link_of_every_mail(site):
    links = mailed()
    before = contents()
    paths = crawl(Client(), links)
    assert contents() == before
    assert any(path.startswith("/feedback/rate/") for path in paths)
    assert any(path.startswith("/feedback/case/") for path in paths)
    assert any(path.startswith("/accounts/invitation/") for path in paths)


def test_every_page_a_stranger_finds(site):
    _people, links = site
    before = contents()
    paths = crawl(Client(), ["/", "/s/trust-pulse/", "/s/trust-pulse/?rate=5&trust=5&go=next", *links])
    assert contents() == before
    assert {"/feedback/", "/transparency/", "/s/trust-pulse/"} <= paths


@pytest.mark.parametrize("role", ["respondent", "agent", "manager", "administrator"])
def test_every_page_of_the_console(site, client_for, role):
    people, links = site
    client = client_for(people[role])
    client.get("/console/")
    before = contents()
    paths = crawl(client, [*pages_without_names(), *links])
    assert contents() == before
    assert len(paths) > {"respondent": 8, "agent": 20, "manager": 35, "administrator": 45}[role]


def pages_without_names():
    """The addresses of all routes that name nothing, so that a new page is looked at too, linked or not."""
    patterns = {name: FOUND[name].pattern for name in HTML if name in FOUND}
    return [reverse(name) for name, pattern in patterns.items() if not pattern.converters and not pattern.regex.groups]


def test_opening_a_password_link_does_not_use_it_up(site):
    people, _links = site
    Client().post("/accounts/password/reset/", {"email": people["agent"].email})
    drain()
    mail = Delivery.objects.get(kind="password_reset_key")
    (link,) = [link for link in mailed() if link.startswith("/accounts/password/reset/key/")]
    before = contents()
    for _ in range(3):
        scanner = Client()
        scanner.head(link)
        assert scanner.get(link, follow=True).status_code == 200
    after = contents()
    del before["django_session"], after["django_session"]  # the key waits in the scanner's own session
    assert after == before
    people["agent"].refresh_from_db()
    assert people["agent"].check_password("correct horse battery")
    page = Client().get(link, follow=True)
    assert "Choose a new password" in page.content.decode()
    assert mail.to == people["agent"].email
