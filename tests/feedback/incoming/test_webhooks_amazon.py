"""Amazon SES: signed notifications that hold a mail, a subscription that is confirmed, and what is forged."""

import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from django.test import Client

from feedback.actions.incoming.take_mail import take_mails
from feedback.models import IncomingMail
from feedback.rules.mail.intake.amazon import CERTIFICATE, is_amazons, text_to_sign
from feedback.web.incoming import amazon
from tests.factories.mail import letter

pytestmark = pytest.mark.django_db
PASSWORD = "site:a long password"
HOST = "sns.eu-west-1.amazonaws.com"
CERTIFICATE_URL = f"https://{HOST}/SimpleNotificationService-0123abcd.pem"
SUBSCRIBE_URL = f"https://{HOST}/?Action=ConfirmSubscription&Token=t"
TOPIC = "arn:aws:sns:eu-west-1:123456789012:mail"
CHINESE = letter("x").replace(b"utf-8", b"gb18030").rpartition(b"x")[0] + "快递迟到了。".encode("gb18030") + b"\r\n"
KEY, OTHER = (rsa.generate_private_key(65537, 2048) for _ in range(2))


def certificate():
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(KEY.public_key())
    today = datetime.now(UTC)
    builder = builder.serial_number(1).not_valid_before(today).not_valid_after(today + timedelta(days=9))
    return builder.sign(KEY, hashes.SHA256()).public_bytes(Encoding.PEM)


class Service:
    """What answers at the service's address."""

    def __init__(self):
        self.asked, self.pages, self.is_away = [], {CERTIFICATE_URL: certificate(), SUBSCRIBE_URL: b"<ok/>"}, False

    def line(self, host, timeout):
        return Line(self, host)


class Line:
    """One connection to it."""

    status = 200

    def __init__(self, service, host):
        self.service, self.host, self.content = service, host, b""

    def request(self, _method, path):
        self.service.asked.append(f"https://{self.host}{path}")
        if self.service.is_away:
            raise TimeoutError
        self.content = self.service.pages[self.service.asked[-1]]

    def getresponse(self):
        return self

    def read(self, most):
        return self.content[:most]

    def close(self):
        """As connections are."""


@pytest.fixture
def service(settings, monkeypatch):
    settings.MAIL_WEBHOOK, settings.MAIL_WEBHOOK_SECRET = "ses", PASSWORD
    found = Service()
    monkeypatch.setattr(amazon, "HTTPSConnection", found.line)
    amazon._key.cache_clear()
    yield found
    amazon._key.cache_clear()


def received(raw, *, encoding="BASE64", **changed):
    content = base64.b64encode(raw).decode() if encoding == "BASE64" else raw.decode("utf-8", "replace")
    return {
        "notificationType": "Received",
        "mail": {"source": "rosa@example.org", "messageId": "o3vrnil0e2ic28trm7dfhrc2v0clambda4nbp0g1"},
        "receipt": {"recipients": ["help@example.org"], "action": {"type": "SNS", "encoding": encoding}},
        "content": content,
        **changed,
    }


def notified(event, *, key=KEY, version="2", **changed):
    message = {
        "Type": "Notification",
        "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        "TopicArn": TOPIC,
        "Message": event if isinstance(event, str) else json.dumps(event),
        "Timestamp": "2026-11-22T01:00:00.000Z",
        "SignatureVersion": version,
        "SigningCertURL": CERTIFICATE_URL,
        **changed,
    }
    kind = {"1": hashes.SHA1, "2": hashes.SHA256}.get(version, hashes.SHA256)()
    signature = key.sign(text_to_sign(message), padding.PKCS1v15(), kind)
    return {"Signature": base64.b64encode(signature).decode(), **message}


def post(message, pair=PASSWORD, path="/incoming/mime"):
    headers = {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()} if pair else {}
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return Client(enforce_csrf_checks=True).generic("POST", path, body, content_type="text/plain", headers=headers)


# ---------------------------------------------------------------- what comes in
def test_letters_that_were_broken_into_lines_are_the_same_mail(service):
    event = received(CHINESE)
    event["content"] = base64.encodebytes(CHINESE).decode().replace("\n", "\r\n")
    assert post(notified(event)).status_code == 200
    assert bytes(IncomingMail.objects.get().raw.content).endswith(CHINESE)


@pytest.mark.parametrize("version", ["1", "2"])
@pytest.mark.parametrize("raw", [letter(), CHINESE])
def test_the_mail_inside_is_kept_byte_for_byte(service, version, raw):
    assert post(notified(received(raw), version=version)).status_code == 200
    take_mails()
    row = IncomingMail.objects.get()
    envelope = b"Return-Path: <rosa@example.org>\r\nDelivered-To: help@example.org\r\n"
    assert bytes(row.raw.content) == envelope + raw
    assert (row.state, list(row.arrivals.values_list("way", "mailbox"))) == ("taken", [("webhook", "ses")])
    assert service.asked == [CERTIFICATE_URL]


def test_as_plain_letters_and_with_a_subject_it_is_the_same(service):
    assert post(notified(received(letter(), encoding="UTF-8"), Subject="Amazon SES Email Receipt")).status_code == 200
    assert bytes(IncomingMail.objects.get().raw.content).endswith(letter())


def test_told_twice_it_is_one_mail_and_the_certificate_is_asked_for_once(service):
    message = notified(received(letter()))
    assert [post(message).status_code for _ in range(2)] == [200, 200]
    assert (IncomingMail.objects.count(), len(service.asked)) == (1, 1)


def test_a_subscription_is_confirmed_once_it_shows_the_password(service):
    message = notified(
        "You have chosen to subscribe", Type="SubscriptionConfirmation", Token="t", SubscribeURL=SUBSCRIBE_URL
    )
    first = post(message, pair="")
    assert (first.status_code, first["WWW-Authenticate"]) == (401, 'Basic realm="mail"')
    assert service.asked == []
    assert post(message).status_code == 200
    assert (service.asked, IncomingMail.objects.count()) == ([CERTIFICATE_URL, SUBSCRIBE_URL], 0)


@pytest.mark.parametrize("message", ["Successfully validated SNS topic for Amazon SES event publishing."])
def test_a_word_of_the_service_itself_is_no_mail(service, message):
    assert (post(notified(message)).status_code, IncomingMail.objects.count()) == (200, 0)


# ---------------------------------------------------------------- what does not
FORGED = {
    "another key": lambda: notified(received(letter()), key=OTHER),
    "another text": lambda: notified(received(letter())) | {"Message": json.dumps(received(CHINESE))},
    "another topic": lambda: notified(received(letter())) | {"TopicArn": TOPIC + "x"},
    "no signature": lambda: {k: v for k, v in notified(received(letter())).items() if k != "Signature"},
    "an unknown version": lambda: notified(received(letter()), version="3"),
    "another kind": lambda: notified(received(letter())) | {"Type": "SubscriptionConfirmation"},
    "a key of theirs": lambda: notified(
        received(letter()), SigningCertURL="https://evil.example/SimpleNotificationService-0.pem"
    ),
    "no text": lambda: {"Type": "Notification"},
}


@pytest.mark.parametrize("name", list(FORGED))
def test_what_the_service_did_not_sign_is_refused(service, name):
    assert (post(FORGED[name]()).status_code, IncomingMail.objects.count()) == (403, 0)
    assert set(service.asked) <= {CERTIFICATE_URL}


def test_a_wrong_password_is_refused(service):
    assert (post(notified(received(letter())), pair="site:no").status_code, service.asked) == (403, [])


def test_a_subscription_leads_nowhere_else(service):
    message = notified("x", Type="SubscriptionConfirmation", Token="t", SubscribeURL="https://127.0.0.1/admin")
    assert (post(message).status_code, service.asked) == (403, [CERTIFICATE_URL])


@pytest.mark.parametrize(
    ("url", "right"),
    [
        (CERTIFICATE_URL, True),
        ("https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-0a.pem", True),
        ("http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0a.pem", False),
        ("https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-0a.pem", False),
        ("https://sns.eu-west-1.amazonaws.com@evil.example/SimpleNotificationService-0a.pem", False),
        ("https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-0a.pem", False),
        ("https://sns.eu-west-1.amazonaws.com/../bucket/SimpleNotificationService-0a.pem", False),
        ("https://evil.s3.amazonaws.com/SimpleNotificationService-0a.pem", False),
        ("https://[::1/x.pem", False),
    ],
)
def test_only_the_services_own_certificates_count(url, right):
    assert is_amazons(url, CERTIFICATE) is right


# ---------------------------------------------------------------- what waits with the provider
@pytest.mark.parametrize("content", [{"content": None}, {"content": "no base64 é"}, {"receipt": None}])
def test_what_holds_no_mail_stays_with_the_service(service, content):
    """So does a mail that lies in S3: the receipt rule's action must be SNS."""
    assert (post(notified(received(letter(), **content))).status_code, IncomingMail.objects.count()) == (503, 0)


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b""])
def test_what_is_no_notification_is_not_taken(service, body):
    assert (post(body).status_code, IncomingMail.objects.count()) == (503, 0)


def test_while_the_certificate_cannot_be_had_the_mail_waits(service):
    service.is_away = True
    assert post(notified(received(letter()))).status_code == 503
    service.is_away = False
    assert post(notified(received(letter()))).status_code == 200


def test_what_is_too_large_is_refused(service):
    assert (post(b"x" * 1_000_001).status_code, IncomingMail.objects.count()) == (413, 0)
