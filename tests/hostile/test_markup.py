"""Markup in every text that anybody may write: shown as text wherever it comes up, in pages, mails and files."""

import io
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.test import Client
from openpyxl import load_workbook

from feedback.actions.assign import take
from feedback.actions.reply import reply
from feedback.actions.send_follow_ups import send_follow_ups
from feedback.actions.write_note import write_note
from feedback.models import Ticket
from feedback.queries.private_links import claim_url, rate_url
from notifications.models import Delivery
from surveys.models import Response
from tests.factories.surveys import Respondent, make_survey
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
EVIL = '"\'><script>alert(1)</script><img src=x onerror=alert(2)><a href="javascript:alert(3)">x</a>{{7*7}}{% x %}'
SURVEY = {
    "title": EVIL,
    "description": EVIL,
    "completedHtml": f"<p>{EVIL}</p><p>{{what}}</p>",
    "navigateToUrl": "javascript:alert(4)",
    "pages": [
        {
            "name": "p",
            "title": EVIL,
            "description": EVIL,
            "elements": [
                {"type": "text", "name": "what", "title": EVIL, "description": EVIL, "placeholder": EVIL},
                {"type": "radiogroup", "name": "pick", "title": EVIL, "choices": [{"value": EVIL, "text": EVIL}],
                 "showOtherItem": True, "otherText": EVIL},
                {"type": "dropdown", "name": "drop", "choices": [{"value": 1, "text": EVIL}], "placeholder": EVIL},
                {"type": "matrix", "name": "grid", "columns": [{"value": "c", "text": EVIL}],
                 "rows": [{"value": EVIL, "text": EVIL}]},
                {"type": "multipletext", "name": "lines", "items": [{"name": "l", "title": EVIL}]},
                {"type": "rating", "name": "stars", "minRateDescription": EVIL, "maxRateDescription": EVIL},
                {"type": "boolean", "name": "yes", "labelTrue": EVIL, "labelFalse": EVIL},
                {"type": "html", "name": "h", "html": EVIL},
                {"type": "image", "name": "i", "imageLink": 'https://a.example/"onload=alert(5)', "altText": EVIL},
            ],
        },
        {"name": "q", "elements": [
            {"type": "comment", "name": "why", "title": "You said {what} and {pick}"},
            {"type": "html", "name": "again", "html": "You said {what}"},
        ]},
    ],
}  # fmt: skip


class Acting(HTMLParser):
    """Whatever on a page would act: scripts of no file, handlers, addresses that run."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "script" and not (given.get("src") or "").startswith("/static/"):
            self.found.append(tag)
        self.found += [f"{tag} {name}" for name in given if name.startswith("on") or name == "srcdoc"]
        for name in ("href", "src", "action", "formaction"):
            if (given.get(name) or "").strip().lower().startswith(("javascript:", "vbscript:", "data:text")):
                self.found.append(f"{tag} {name}")
        if tag in ("iframe", "object", "embed", "base", "meta") and given.get("http-equiv", "").lower() == "refresh":
            self.found.append(tag)


@pytest.fixture
def site(ada, client_for):
    """Evil words from everybody, sent the way they send them."""
    ada.name = EVIL[:100]
    ada.save()
    stranger = Client(headers={"Accept-Language": "en"})
    page = stranger.get("/feedback/").content.decode()
    number = page.partition('name="submission_id" value="')[2].partition('"')[0]
    form = {"body": EVIL, "name": EVIL[:100], "email": "kim@example.org", "submission_id": number}
    assert stranger.post("/feedback/", form).status_code == 303
    ticket = Ticket.objects.get()
    take(ticket=ticket, by=ada)
    write_note(ticket=ticket, author=ada, body=EVIL)
    reply(ticket=ticket, author=ada, body=EVIL, then_resolve=True)
    ticket.refresh_from_db()
    (follow_up,) = send_follow_ups(tickets=[ticket])
    make_survey("evil", SURVEY, by=ada)
    guest = Respondent(stranger, "evil")
    pages = [guest.html]
    guest.send(what=EVIL, pick="other", pick__comment=EVIL, grid={EVIL.replace("%", "%25").replace(".", "%2E"): "c"},
               lines={"l": EVIL})  # fmt: skip
    pages.append(guest.html)
    guest.send(why=EVIL)
    pages.append(guest.html)
    drain()
    private = [urlsplit(claim_url(ticket)).path, urlsplit(rate_url(follow_up)).path]
    pages += [stranger.get(path).content.decode() for path in private]
    return ticket, pages


def test_nothing_that_was_written_acts(site, ada, client_for):
    ticket, pages = site
    response = Response.objects.get()
    assert response.answers["what"] == EVIL.replace("\x00", "")
    staff = client_for(ada)
    survey = "/console/surveys/evil/"
    paths = [
        "/", "/transparency/", "/feedback/", "/console/inbox/", f"/console/inbox/?q={EVIL}", "/console/people/",
        f"/console/tickets/{ticket.ref}/", f"/console/people/{ada.pk}/", "/console/profile/", "/console/mail/",
        "/console/events/", "/console/dashboard/", "/console/digests/", "/console/follow-ups/", "/console/surveys/",
        survey, f"{survey}builder/", f"{survey}builder/review/", f"{survey}builder/translations/",
        f"{survey}builder/json/", f"{survey}builder/preview/", f"{survey}preview/", f"{survey}limits/",
        f"{survey}follow-up/", f"{survey}results/", f"{survey}responses/", f"{survey}responses/{response.pk}/",
        f"/s/evil/{EVIL}/".replace("/script", "script"), f"/accounts/login/?next={EVIL}",
    ]  # fmt: skip
    mails = list(Delivery.objects.all())
    paths += [f"/console/mail/{mail.pk}/" for mail in mails] + [f"/console/mail/{mail.pk}/html/" for mail in mails]
    for path in paths:
        answer = staff.get(path, follow=True)
        assert answer.status_code == 200 or path.startswith(("/s/evil/", "/accounts/")), path
        pages.append(answer.content.decode())
    pages += [mail.html for mail in mails]
    acting = {page[:200]: found for page in pages if (found := Acting(page).found)}
    assert acting == {}
    assert not [page for page in pages if "<script>alert" in page or "<img src=x" in page]
    assert "\n" not in "".join(mail.subject + mail.to for mail in mails)


def test_a_sheet_holds_words_and_no_formulas(ada, client_for):
    words = ['=HYPERLINK("http://evil.example")', "+1+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"]
    definition = {
        "title": "=1+1",
        "elements": [
            {"type": "radiogroup", "name": "pick", "title": words[0],
             "choices": [{"value": f"v{n}", "text": word} for n, word in enumerate(words)]},
            {"type": "text", "name": "t", "title": "=1+1", "description": "@x"},
        ],
    }  # fmt: skip
    make_survey("sheet", definition, by=ada)
    answer = client_for(ada).get("/console/surveys/sheet/definition.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert words[0] in {cell.value for cell in cells}
