"""Whoever reads Chinese meets no English, and the other way round: on every page, and in every mail."""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.utils.translation.reloader import translation_file_changed

from accounts.actions.create_api_token import create_api_token
from accounts.actions.invite_person import invite_person
from accounts.rules.roles import Role
from feedback.actions.answer_follow_up import answer_follow_up
from feedback.actions.assign import assign, take
from feedback.actions.close_ticket import close_ticket
from feedback.actions.reply import reply
from feedback.actions.send_follow_ups import send_follow_ups
from feedback.actions.write_note import write_note
from feedback.queries.private_links import claim_url, rate_url
from feedback.rules.names import Channel, Reason
from feedback.rules.origin import Answer, Origin, Reporter
from feedback_site.run.translations import compile_all
from insights.actions.send_digest_now import send_digest_now
from notifications.models import Delivery, LoggedEvent, ParkedEvent
from tests.conftest import PASSWORD
from tests.factories.feedback import make_ticket
from tests.factories.surveys import Respondent, make_survey
from tests.support.drain import drain
from tests.support.reading import Page, foreign

LEADS_AWAY = ("/accounts/logout", "/api/", "/accounts/2fa/recovery-codes/download")
MOST_OF_ONE_PAGE = 3  # a list is the same page whatever its filter
WORDS = {
    "en": {"agent": "Amir", "manager": "Max", "admin": "Ada", "body": "It came late.", "yes": "Yes", "title": "Lunch"},
    "zh-hans": {
        "agent": "文静",
        "manager": "马克",
        "admin": "安然",
        "body": "快递迟了三天。",
        "yes": "好",
        "title": "午餐",
    },
}


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    """The catalogue may be newer than what this process has loaded."""
    compile_all()
    translation_file_changed(None, Path("django.mo"))


@pytest.fixture(params=["zh-hans", "en"])
def language(request):
    return request.param


@pytest.fixture
def people(make_user, language):
    """An agent, a manager and an administrator who read this language."""
    words = WORDS[language]
    made = {
        role: make_user(role, role, language=language, timezone="Asia/Shanghai")
        for role in ("agent", "manager", "administrator")
    }
    for role, name in (("agent", "agent"), ("manager", "manager"), ("administrator", "admin")):
        made[role].name = words[name]
        made[role].save()
    return made


@pytest.fixture
def browser(client_for, people, language):
    """A browser that asks for this language: a stranger's, or that of somebody with a role."""

    def opened(role=None, **options):
        client = client_for(people[role]) if role else Client(**options)
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
        return client

    return opened


def definition(words):
    return {
        "title": words["title"],
        "showProgressBar": True,
        "pages": [
            {"name": "one", "elements": [{"type": "rating", "name": "nps", "title": words["title"], "rateMax": 10}]},
            {
                "name": "two",
                "elements": [
                    {"type": "comment", "name": "why", "title": words["title"]},
                    {"type": "boolean", "name": "ok", "title": words["title"], "labelTrue": words["yes"]},
                    {"type": "text", "inputType": "email", "name": "email", "title": words["title"]},
                    {"type": "ranking", "name": "order", "title": words["title"], "choices": ["1", "2"]},
                    {"type": "dropdown", "name": "which", "title": words["title"], "choices": ["1", "2"]},
                ],
            },
        ],
    }


RULE = {"follow_up": {"score": "nps", "at_most": 6, "comment": "why", "consent": "ok", "email": "email"}}


@pytest.fixture
def site(people, language):
    """A few rows of everything; returns the links that only a mail or a receipt shows."""
    words, agent, admin = WORDS[language], people["agent"], people["administrator"]
    tell = {"body": words["body"], "language": language}
    waiting = make_ticket(**tell)
    take(ticket=make_ticket(**tell, name=words["manager"], email="kim@example.org"), by=agent)
    answers = (Answer(question=words["title"], answer=words["yes"]),)
    low = make_ticket(
        **tell,
        channel=Channel.SURVEY,
        reporter=Reporter(name=words["manager"], email="lee@example.org", timezone="Asia/Shanghai"),
        origin=Origin(survey=words["title"], score=2, answers=answers),
    )
    write_note(ticket=low, author=agent, body=words["body"])
    assign(ticket=low, assignee=people["manager"], by=agent)
    assign(ticket=low, assignee=None, by=agent)
    closed = make_ticket(**tell)
    close_ticket(ticket=closed, by=agent, reason=Reason.SPAM)
    done = [make_ticket(**tell, email=f"{name}@example.org") for name in ("may", "noa")]
    for ticket in done:
        reply(ticket=ticket, author=agent, body=words["body"], then_resolve=True)
        ticket.refresh_from_db()
    asked, rated = send_follow_ups(tickets=done)
    answer_follow_up(follow_up=rated, score=5, comment=words["yes"])
    survey = make_survey("lunch", definition(words), RULE, by=admin)
    make_survey("draft", definition(words), publish=False, by=admin)
    Respondent(Client(), "lunch", language).send(nps="3")
    invite_person(email="new@example.org", role=Role.AGENT, language=language, invited_by=admin)
    create_api_token(owner=admin, label=words["title"])
    send_digest_now(recipient=people["manager"])
    send_digest_now(recipient=admin)
    drain()
    event = LoggedEvent.objects.first()
    ParkedEvent.objects.create(reader="x", event=event, error="x", traceback="x", retry_at=event.at)
    invitation = Delivery.objects.get(kind="invitation").text
    whole = [claim_url(ticket) for ticket in (waiting, low, closed, rated.ticket)] + [rate_url(asked), rate_url(rated)]
    return [
        f"/s/{survey.slug}/",
        urlsplit(re.search(r"https?://\S+", invitation).group()).path,
        *(urlsplit(address).path for address in whole),
    ]


def walk(client, start):
    """Follow every link from these addresses; yields address, answer and page."""
    todo, met, often = list(start), set(start), {}
    while todo:
        address = todo.pop(0)
        answer = client.get(address, follow=True)
        if not answer.get("Content-Type", "").startswith("text/html"):
            for close in answer._resource_closers:  # as a server does; answer.close() would close our database too
                close()
            continue
        page = Page(answer.content.decode())
        yield address, answer, page
        for link in page.links:
            found = urljoin(address, link).partition("#")[0]
            path = urlsplit(found).path
            often.setdefault(path, set()).add(found)
            is_ours = found.startswith("/") and not found.startswith(LEADS_AWAY)
            if is_ours and found not in met and len(often[path]) <= MOST_OF_ONE_PAGE:
                met.add(found)
                todo.append(found)


def read_all(client, start, language):
    """Read all there is; returns what is foreign, and the paths."""
    wrong, paths = {}, set()
    for address, answer, page in walk(client, start):
        assert answer.status_code == 200, address
        paths.add(urlsplit(address).path)
        if "lang=" in urlsplit(address).query:  # asked to be in another language
            continue
        if found := foreign(page, language):
            wrong[address] = found
    return wrong, paths


def test_the_public_side(site, browser, language):
    wrong, paths = read_all(browser(), ["/", *site, "/accounts/password/reset/"], language)
    assert wrong == {}
    assert {"/feedback/", "/transparency/", "/accounts/login/"} <= paths


@pytest.mark.parametrize("role", ["agent", "manager", "administrator"])
def test_the_console(site, browser, language, role):
    wrong, paths = read_all(browser(role), ["/console/", "/console/profile/"], language)
    assert wrong == {}
    assert len(paths) >= {"agent": 10, "manager": 20, "administrator": 30}[role]


def test_filling_in(site, language):
    """From the first page over mistakes and a pause to the thanks."""
    one = Respondent(Client(), "lunch", language)
    pages = [one.html]
    for go, answers in (("next", {"nps": "3"}), ("next", {"email": "x", "order": {"1": "1", "2": "1"}}), ("later", {})):
        one.send(go, **answers)
        pages.append(one.html)
    one.open(next(link for link in Page(one.html).links if link.startswith("/s/lunch/") and "?" not in link))
    one.send(email="kim@example.org", order={"1": "1", "2": "2"})
    pages.append(one.html)
    assert [found for html in pages if (found := foreign(Page(html), language))] == []
    assert len({html.partition("<main")[2] for html in pages}) == len(pages)


def test_the_account(people, browser, language):
    """Passwords and the second step, which ask who one is before they show anything."""
    client, pages = browser(), []
    address = people["agent"].email

    def see(answer):
        pages.append(Page(answer.content.decode()))
        return answer

    see(client.post("/accounts/password/reset/", {"email": address}, follow=True))
    drain()
    mail = Delivery.objects.get(to=address)
    see(client.get(urlsplit(re.search(r"https?://\S+/reset/key/\S+", mail.text).group()).path, follow=True))
    pages.append(Page(f'<html lang="{language}">{mail.subject} {mail.html}'))
    see(client.post("/accounts/login/", {"login": address, "password": PASSWORD}, follow=True))
    see(client.get("/accounts/reauthenticate/"))
    see(client.post("/accounts/reauthenticate/", {"password": "x"}))
    see(client.post("/accounts/reauthenticate/", {"password": PASSWORD}, follow=True))
    see(client.get("/accounts/password/change/"))
    see(client.post("/accounts/password/change/", {"oldpassword": "x", "password1": "1", "password2": "2"}))
    secret = see(client.get("/accounts/2fa/totp/activate/")).context["form"].secret
    see(client.post("/accounts/2fa/totp/activate/", {"code": "1"}))
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    see(client.post("/accounts/2fa/totp/activate/", {"code": code}, follow=True))
    for path in ("", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"):
        see(client.get(f"/accounts/2fa/{path}"))
    client.logout()
    see(client.post("/accounts/login/", {"login": address, "password": PASSWORD}, follow=True))
    see(client.post("/accounts/2fa/authenticate/", {"code": "1"}))
    assert [found for page in pages if (found := foreign(page, language))] == []


def test_mails(site, language):
    wrong = {}
    for mail in Delivery.objects.all():
        text = Page(f'<html lang="{language}"><title>{mail.subject}</title>{mail.html}</html>')
        text.said += [" ".join(line.split()) for line in mail.text.splitlines() if "://" not in line]
        text.line += mail.text
        if found := foreign(text, language):
            wrong[mail.kind] = found
    assert wrong == {}
    kinds = {"case_receipt", "ticket_reply", "follow_up", "invitation", "digest"}
    assert set(Delivery.objects.values_list("kind", flat=True)) == kinds


def test_what_goes_wrong(site, browser, language):
    """Mistakes in forms, pages that are not there or not for everybody, links that are no longer good."""
    public, strict = browser(), browser(enforce_csrf_checks=True)
    staff, agent = browser("administrator"), browser("agent")
    ticket = next(path for path in read_all(agent, ["/console/inbox/"], language)[1] if "/tickets/" in path)
    answers = [
        public.get("/nowhere/"),
        public.get("/feedback/case/nonsense/"),
        public.get("/feedback/rate/nonsense/"),
        public.get("/s/nowhere/"),
        public.get("/accounts/invitation/nonsense/"),
        public.post("/feedback/", {"email": "x", "website": "x"}),
        public.post("/accounts/login/", {"login": "x@example.org", "password": "x"}),
        public.post("/accounts/password/reset/", {"email": ""}),
        public.post("/accounts/password/reset/", {"email": "x@example.org"}, follow=True),
        public.get("/accounts/password/reset/key/1-nonsense/"),
        strict.post("/feedback/", {}),
        agent.get("/console/people/"),
        agent.get("/console/tickets/NONE-NONE/"),
        agent.post(f"{ticket}replies/", {}),
        agent.post(f"{ticket}closure/", {}),
        agent.get("/console/inbox/?view=nonsense"),
        staff.get("/console/dashboard/?days=nonsense"),
        staff.get("/console/mail/?cursor=nonsense"),
        staff.post("/console/profile/", {}),
        staff.post("/console/people/invitations/", {}),
        staff.post("/console/surveys/import/", {}),
        staff.post("/console/surveys/import/", {"definition_text": '{"elements":[{"type":"x"},{"visibleIf":"{a"}]}'}),
        staff.post("/accounts/password/change/", {}),
    ]
    pages = [(answer.request["PATH_INFO"], Page(answer.content.decode())) for answer in answers]
    assert {path: found for path, page in pages if (found := foreign(page, language))} == {}
