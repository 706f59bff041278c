"""Providers' reports that cannot be read: what can be is taken, the rest lies in the tray with its reason."""

import json
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Value
from django.test.utils import CaptureQueriesContext

from feedback.actions.incoming.decide import try_again
from feedback.actions.incoming.note_reports import note_reports
from feedback.actions.incoming.take_mail import take_mails
from feedback.models import IncomingMail, RawMail
from feedback.queries.incoming.reported import reported_deliveries
from feedback.queries.incoming.undecided import mails_in_no_case
from feedback.rules.mail.intake import posted_reports
from feedback.rules.mail.intake.posted_reports import Told
from feedback.rules.mail.intake.reports import Report
from feedback_site.kit import clock
from notifications.models import Delivery, LoggedEvent, Refusal, Topic, UndeliverableAddress
from tests.factories.feedback import make_ticket
from tests.feedback.incoming.test_mail_events import ROSA, mailgun, postmark, sendgrid, sent, ses, tell
from tests.feedback.incoming.test_webhooks_amazon import service
from tests.support.drain import drain

__all__ = ["sent", "service", "tell"]
pytestmark = pytest.mark.django_db
BROKEN = {"event": "bounce", "reason": "550"}


def unread():
    return IncomingMail.objects.get(state="unreadable")


@pytest.mark.parametrize("place", [0, 1, 3])
def test_one_unreadable_event_holds_up_no_other(sent, tell, place):
    batch = sendgrid(identifier=sent.message_id)
    batch.insert(place, BROKEN)
    assert [tell("sendgrid", batch), tell("sendgrid", batch)] == [200, 200]
    assert UndeliverableAddress.objects.get().address == ROSA
    assert LoggedEvent.objects.filter(name="feedback.mail_came_back").count() == 1
    row = unread()
    assert json.loads(bytes(row.raw.content)) == batch
    assert (row.reason_code, row.reason_details) == ("unread_report", {"number": 1, "evidence": "KeyError: 'email'"})
    assert IncomingMail.objects.count() == 2


@pytest.mark.parametrize(
    ("provider", "event"),
    [
        ("postmark", []),
        ("postmark", postmark() | {"Email": None}),
        ("sendgrid", {"event": "bounce"}),
        ("sendgrid", [7, None, "x"]),
        ("mailgun", mailgun(recipient="nobody")),
        ("ses", {"eventType": "Bounce", "bounce": 7}),
    ],
)
def test_what_nobody_can_read_is_kept_shown_and_answers_nobody(sent, tell, provider, event, service):
    assert tell(provider, event) == 200
    row = unread()
    assert (IncomingMail.objects.count(), row.kind, row.arrivals.get().mailbox) == (1, "provider_report", provider)
    assert mails_in_no_case(Value(1)) == []


def test_of_amazons_people_one_is_unreadable(sent, tell, service):
    event = ses(identifier=sent.message_id)
    event["bounce"]["bouncedRecipients"].insert(0, {"status": "5.1.1"})
    assert tell("ses", event) == 200
    take_mails()
    assert UndeliverableAddress.objects.count() == 1
    assert unread().reason_details["number"] == 1


def test_the_tray_says_why_and_trying_again_opens_no_case(sent, tell, amir, client_for):
    tell("sendgrid", [*sendgrid(identifier=sent.message_id), BROKEN])
    row, client = unread(), client_for(amir)
    page = client.get("/console/incoming/?tray=unreadable").content.decode()
    assert "1 of its reports could not be read" in page
    assert "KeyError: &#x27;email&#x27;" in page
    assert "&quot;reason&quot;: &quot;550&quot;" in client.get(f"/console/incoming/{row.pk}/").content.decode()
    assert client.post(f"/console/incoming/{row.pk}/retry/").status_code == 303
    row.refresh_from_db()
    assert (row.state, row.reason_code, row.ticket) == ("unreadable", "unread_report", None)
    assert IncomingMail.objects.count() == 2


@pytest.fixture
def unreadable_to_us(monkeypatch):
    """A form of report that this release does not know yet."""

    @contextmanager
    def of(provider):
        with monkeypatch.context() as patched:
            patched.setitem(posted_reports.READERS, provider, lambda _event: {}["new"])
            yield

    return of


@pytest.mark.parametrize("provider", ["sendgrid", "ses"])
def test_what_a_later_release_can_read_counts_then(sent, tell, provider, service, unreadable_to_us):
    event = ses(identifier=sent.message_id) if provider == "ses" else sendgrid(identifier=sent.message_id)
    with unreadable_to_us(provider):
        assert tell(provider, event) == 200
    assert not UndeliverableAddress.objects.exists()
    row = unread()
    try_again(mail=row)
    take_mails()
    row.refresh_from_db()
    assert (row.state, row.reason_code, UndeliverableAddress.objects.count()) == ("machine", "", 1)


# ---------------------------------------------------------------- many at once
@pytest.mark.parametrize("complains", [False, True])
def test_many_reports_cost_as_many_statements_as_one(sent, complains):
    def cost(count, start):
        people = [f"p{start + number}@example.org" for number in range(count)]
        for person in people:
            make_ticket(email=person)
        drain()
        Delivery.objects.filter(to__in=people).update(state="sent", reason="", sent_at=clock.now())
        told = Told([Report(recipient=person, status="5.1.1", is_complaint=complains) for person in people])
        with CaptureQueriesContext(connection) as found:
            note_reports(told=told, body=b"", provider="sendgrid")
        return len(found)

    assert [cost(1, 0), cost(3, 10)] == ([10, 10] if complains else [12, 12])
    take_mails()
    assert (IncomingMail.objects.count(), Refusal.objects.count()) == (
        (0, 4 * len(Topic.values)) if complains else (4, 0)
    )


def test_a_report_is_about_the_mail_that_it_names_or_the_latest_before(sent):
    with clock.at(sent.sent_at + timedelta(hours=2)):
        make_ticket(email=ROSA)
        drain()
        later = Delivery.objects.exclude(pk=sent.pk).get(to=ROSA)
        Delivery.objects.filter(pk=later.pk).update(state="sent", reason="", sent_at=clock.now())
    between = (sent.sent_at + timedelta(hours=1)).isoformat()
    reports = [
        Report(recipient="Rosa@example.org"),
        Report(recipient=ROSA, when=between),
        Report(recipient=ROSA, when=between, message_id=later.message_id),
        Report(recipient=ROSA, when="2001-01-01"),
        Report(recipient="otto@example.org", message_id=sent.message_id),
    ]
    mine, theirs = sent.message_id, later.message_id
    assert reported_deliveries(reports) == [theirs, mine, theirs, theirs, None]


def test_what_was_erased_does_not_come_back(sent, tell):
    tell("postmark", postmark())
    RawMail.objects.all().delete()
    IncomingMail.objects.update(state="discarded")
    assert tell("postmark", postmark()) == 200
    assert (RawMail.objects.count(), IncomingMail.objects.get().state) == (0, "discarded")
