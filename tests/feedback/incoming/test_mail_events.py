"""What providers tell of mails that did not arrive: the address is marked, the case shows it, once."""

import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.test import Client

from feedback.actions.incoming.take_mail import take_mails
from feedback.models import IncomingMail
from feedback_site.kit import clock
from notifications.models import Delivery, LoggedEvent, Refusal, Topic, UndeliverableAddress
from tests.factories.feedback import make_ticket
from tests.feedback.incoming.test_webhooks import KEY, PASSWORD, basic
from tests.feedback.incoming.test_webhooks_amazon import notified, post, service
from tests.support.drain import drain

__all__ = ["service"]
pytestmark = pytest.mark.django_db
ROSA = "rosa@example.org"
DEAD = "smtp; 550 5.1.1 no such user"


@pytest.fixture
def sent(settings):
    settings.MAIL_ADDRESS = "help@example.org"
    make_ticket(email=ROSA)
    drain()
    Delivery.objects.filter(to=ROSA).update(state="sent", reason="", sent_at=clock.now())
    return Delivery.objects.get(to=ROSA)


@pytest.fixture
def tell(settings):
    client = Client(enforce_csrf_checks=True)

    def one(provider, event):
        settings.MAIL_WEBHOOK = provider
        settings.MAIL_WEBHOOK_SECRET = KEY if provider == "mailgun" else PASSWORD
        if provider == "ses":
            return post(notified(event), path="/incoming/events").status_code
        body, headers = json.dumps(event), {} if provider == "mailgun" else basic()
        answer = client.post("/incoming/events", body, content_type="application/json", headers=headers)
        take_mails()
        drain()
        return answer.status_code

    return one


def mailgun(kind="failed", *, identifier="", key=KEY, **changed):
    signature = hmac.new(key.encode(), b"1795300000" + b"t" * 50, hashlib.sha256).hexdigest()
    data = {
        "event": kind,
        "severity": "permanent",
        "reason": "bounce",
        "recipient": ROSA,
        "timestamp": 1795300000.5,
        "message": {"headers": {"message-id": identifier.strip("<>")}},
        "delivery-status": {"code": 550, "enhanced-code": "5.1.1", "message": DEAD},
    }
    signed = {"timestamp": "1795300000", "token": "t" * 50, "signature": signature}
    return {"signature": signed, "event-data": {**data, **changed}}


def postmark(kind="HardBounce", record="Bounce"):
    return {
        "RecordType": record,
        "Type": kind,
        "Email": "Rosa@example.org",
        "MessageID": "883953f4-6105-42a2-a16a-77a8eac79483",
        "Details": DEAD,
        "BouncedAt": "2026-11-22T01:00:00Z",
    }


def sendgrid(kind="bounce", *, identifier="", **changed):
    event = {"email": ROSA, "timestamp": 1795300000, "event": kind, "smtp-id": identifier, "reason": DEAD}
    return [{"email": ROSA, "event": "processed"}, event | {"type": "bounce", "status": "5.1.1"} | changed]


def ses(kind="Permanent", *, identifier="", complaint=False):
    person = {"emailAddress": ROSA, "status": "5.1.1" if kind == "Permanent" else "4.2.2", "diagnosticCode": DEAD}
    told = {"complainedRecipients": [{"emailAddress": ROSA}]} if complaint else {"bouncedRecipients": [person]}
    name = "complaint" if complaint else "bounce"
    mail = {"commonHeaders": {"messageId": identifier}}
    told |= {"timestamp": "2026-11-22T01:00:00.000Z", "bounceType": kind}
    return {"eventType": name.title(), name: told, "mail": mail}


BOUNCES = {
    "mailgun": lambda identifier: mailgun(identifier=identifier),
    "postmark": lambda _identifier: postmark(),
    "sendgrid": lambda identifier: sendgrid(identifier=identifier),
    "ses": lambda identifier: ses(identifier=identifier),
}


@pytest.mark.parametrize("provider", list(BOUNCES))
def test_a_hard_bounce_marks_the_address_and_its_mail_and_stands_on_the_case(sent, tell, provider, service):
    event = BOUNCES[provider](sent.message_id)
    assert [tell(provider, event), tell(provider, event)] == [200, 200]
    take_mails()
    sent.refresh_from_db()
    row = IncomingMail.objects.get()
    assert (row.state, row.kind, row.ticket.contact.email) == ("machine", "bounce", ROSA)
    assert (sent.state, sent.reason) == ("bounced", "came_back")
    assert list(UndeliverableAddress.objects.values_list("address", "status")) == [(ROSA, "5.1.1")]
    assert LoggedEvent.objects.filter(name="feedback.mail_came_back", payload__hard=True).count() == 1


SOFT = {
    "mailgun": lambda: mailgun(severity="permanent", reason="espblock", **{"delivery-status": {"message": "blocked"}}),
    "postmark": lambda: postmark("SoftBounce"),
    "sendgrid": lambda: sendgrid(type="blocked", status="4.2.2"),
    "ses": lambda: ses("Transient"),
}


@pytest.mark.parametrize("provider", list(SOFT))
def test_a_soft_one_stands_on_the_case_and_marks_nothing(sent, tell, provider, service):
    assert tell(provider, SOFT[provider]()) == 200
    take_mails()
    assert IncomingMail.objects.get().kind == "bounce"
    assert not UndeliverableAddress.objects.exists()


COMPLAINTS = {
    "mailgun": lambda: mailgun("complained"),
    "postmark": lambda: postmark("SpamComplaint", "SpamComplaint"),
    "sendgrid": lambda: sendgrid("spamreport"),
    "ses": lambda: ses(complaint=True),
}


@pytest.mark.parametrize("provider", list(COMPLAINTS))
def test_whoever_complains_gets_no_more_of_what_can_be_stopped(sent, tell, provider, service):
    assert [tell(provider, COMPLAINTS[provider]()) for _ in range(2)] == [200, 200]
    assert set(Refusal.objects.values_list("topic", flat=True)) == set(Topic.values)
    assert not UndeliverableAddress.objects.exists()


@pytest.mark.parametrize(
    ("provider", "event"),
    [
        ("mailgun", mailgun("delivered")),
        ("mailgun", mailgun(severity="temporary")),
        ("postmark", postmark("Transient")),
        ("postmark", {"RecordType": "Delivery"}),
        ("sendgrid", sendgrid("deferred")),
        ("ses", {"eventType": "Delivery"}),
    ],
)
def test_what_is_no_failure_is_no_matter(sent, tell, provider, event, service):
    assert (tell(provider, event), IncomingMail.objects.count(), Refusal.objects.count()) == (200, 0, 0)


def test_an_address_to_which_we_never_wrote_is_not_marked(sent, tell):
    assert tell("mailgun", mailgun(recipient="stranger@example.org")) == 200
    assert (IncomingMail.objects.count(), UndeliverableAddress.objects.count()) == (0, 0)


@pytest.mark.parametrize("event", [mailgun(key="another"), {}, [], {"signature": None}, {"signature": {"token": 1}}])
def test_without_the_providers_proof_nothing_is_marked(sent, tell, event):
    assert (tell("mailgun", event), IncomingMail.objects.count()) == (403, 0)


@pytest.mark.parametrize("provider", ["postmark", "sendgrid"])
def test_nor_without_the_password(settings, sam, sent, provider):
    settings.MAIL_WEBHOOK, settings.MAIL_WEBHOOK_SECRET = provider, PASSWORD
    body = json.dumps(BOUNCES[provider](sent.message_id))
    assert sam.post("/incoming/events", body, content_type="application/json").status_code == 403
    assert IncomingMail.objects.count() == 0


def test_words_of_a_server_are_one_line(sent, tell):
    event = mailgun(identifier=sent.message_id, **{"delivery-status": {"message": "a\r\n--report\r\n\r\nb"}})
    assert tell("mailgun", event) == 200
    assert b"a --report b" in bytes(IncomingMail.objects.get().raw.content)


@pytest.mark.parametrize("written", ["iso", "seconds"])
def test_told_again_after_another_mail_it_still_counts_once(sent, tell, written):
    """Where the provider names no Message-ID it is about what was sent before, not about what went out since."""
    came_back = sent.sent_at + timedelta(minutes=5)
    if written == "iso":
        provider, event = "postmark", postmark("SoftBounce") | {"BouncedAt": came_back.isoformat()}
    else:
        provider, event = "sendgrid", sendgrid(type="blocked", status="4.2.2")
        event[1]["timestamp"] = int(came_back.timestamp())
    assert tell(provider, event) == 200
    with clock.at(sent.sent_at + timedelta(hours=2)):
        later = make_ticket(email=ROSA)
        drain()
        Delivery.objects.exclude(pk=sent.pk).filter(to=ROSA).update(state="sent", reason="", sent_at=clock.now())
    assert tell(provider, event) == 200
    told = LoggedEvent.objects.filter(name="feedback.mail_came_back").values_list("payload__ticket_id", flat=True)
    assert (IncomingMail.objects.count(), len(told), later.pk in told) == (1, 1, False)


@pytest.mark.parametrize("when", ["", "soon", "nan", 1e300, 253402300799, "9999-12-31T23:59:59Z", "0001-01-01"])
def test_a_moment_that_nobody_can_read_costs_no_report(sent, tell, when):
    assert tell("postmark", postmark() | {"BouncedAt": when}) == 200
    assert UndeliverableAddress.objects.count() == 1
