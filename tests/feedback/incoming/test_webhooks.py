"""Mails that providers post: shaped as theirs are, with wrong keys, too large, twice, while the database is away."""

import base64
import hashlib
import hmac
import json
from io import BytesIO
from urllib.parse import quote_from_bytes

import pytest
from django.db import OperationalError
from django.test import Client

from feedback.actions.incoming.take_mail import take_mails
from feedback.models import IncomingMail, MailArrival, Message, Ticket
from feedback.rules.mail.fates import Way
from feedback.rules.mail.intake.posted import MOST, fields_of
from feedback.web.incoming import providers, webhook
from tests.factories.mail import letter, receive

pytestmark = pytest.mark.django_db
URL = "/incoming/mime"
KEY = "key-of-mailgun"
PASSWORD = "site:a long password"
BOUNDARY = "xYzZY"
CHINESE = letter("x").replace(b"utf-8", b"gb18030").rpartition(b"x")[0] + "快递迟到了。".encode("gb18030") + b"\r\n"


@pytest.fixture
def post(settings):
    """Posts as the provider does; answers with the status."""
    client = Client(enforce_csrf_checks=True)

    def one(provider, body, content_type, **headers):
        settings.MAIL_WEBHOOK = provider
        settings.MAIL_WEBHOOK_SECRET = KEY if provider == "mailgun" else PASSWORD
        return client.generic("POST", URL, body, content_type=content_type, headers=headers).status_code

    return one


def form(fields):
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        + (value if isinstance(value, bytes) else value.encode())
        for name, value in fields.items()
    ]
    return b"\r\n".join([*parts, f"--{BOUNDARY}--\r\n".encode()]), f"multipart/form-data; boundary={BOUNDARY}"


def urlencoded(fields):
    pairs = [f"{n}={quote_from_bytes(v if isinstance(v, bytes) else v.encode())}" for n, v in fields.items()]
    return "&".join(pairs).encode(), "application/x-www-form-urlencoded"


def mailgun(raw, *, key=KEY, token="f" * 50, **changed):
    signature = hmac.new(key.encode(), b"1795300000" + token.encode(), hashlib.sha256).hexdigest()
    return {
        "recipient": "help@example.org",
        "sender": "rosa@example.org",
        "from": "Rosa <rosa@example.org>",
        "subject": "Late",
        "timestamp": "1795300000",
        "token": token,
        "signature": signature,
        "body-mime": raw,
        **changed,
    }


def postmark(raw):
    event = {
        "FromName": "Rosa",
        "FromFull": {"Email": "rosa@example.org", "Name": "Rosa", "MailboxHash": ""},
        "ToFull": [{"Email": "help@example.org", "Name": "", "MailboxHash": ""}],
        "CcFull": [],
        "BccFull": [],
        "OriginalRecipient": "help@example.org",
        "Subject": "Late",
        "MessageID": "73e6d360-66eb-11e1-8e72-a8904824019b",
        "Date": "Sun, 22 Nov 2026 09:00:00 +0800",
        "TextBody": "The parcel came late.",
        "HtmlBody": "",
        "Headers": [{"Name": "Return-Path", "Value": "<rosa@example.org>"}],
        "Attachments": [],
    }
    if raw:
        event["RawEmail"] = raw.decode()
    return json.dumps(event).encode(), "application/json"


def basic(pair=PASSWORD):
    return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}


def taken():
    take_mails()
    return IncomingMail.objects.get()


ENVELOPE = b"Return-Path: <rosa@example.org>\r\nDelivered-To: help@example.org\r\n"


# ---------------------------------------------------------------- what comes in
@pytest.mark.parametrize("shape", [form, urlencoded])
@pytest.mark.parametrize("raw", [letter(), CHINESE])
def test_mailguns_raw_mail_is_kept_byte_for_byte(post, shape, raw):
    assert post("mailgun", *shape(mailgun(raw))) == 200
    row = taken()
    assert bytes(row.raw.content) == ENVELOPE + raw
    assert row.sha256 == hashlib.sha256(ENVELOPE + raw).hexdigest()
    assert (row.state, row.ticket.channel, row.ticket.contact.email) == ("taken", "email", "rosa@example.org")
    assert row.message.body == ("快递迟到了。" if raw == CHINESE else "The parcel came late.")
    assert list(row.arrivals.values_list("way", "mailbox")) == [("webhook", "mailgun")]


def test_sendgrids_raw_mail_is_kept_byte_for_byte(post):
    fields = {"envelope": '{"to":["help@example.org"],"from":"rosa@example.org"}', "email": CHINESE}
    assert post("sendgrid", *form(fields), **basic()) == 200
    assert bytes(taken().raw.content) == ENVELOPE + CHINESE


def test_postmarks_raw_mail_is_kept(post):
    assert post("postmark", *postmark(letter()), **basic()) == 200
    assert bytes(taken().raw.content) == ENVELOPE + letter()


def test_postmark_without_the_raw_mail_gets_one_rebuilt(post):
    assert post("postmark", *postmark(None), **basic()) == 200
    row = taken()
    assert (row.state, row.sender, row.subject) == ("taken", "rosa@example.org", "Late")
    assert row.message.body == "The parcel came late."


def test_a_mail_larger_than_a_common_body_comes_in(post):
    raw = letter() + b"A line of a large mail.\r\n" * 60_000
    assert post("mailgun", *form(mailgun(raw))) == 200
    assert bytes(IncomingMail.objects.get().raw.content) == ENVELOPE + raw


# ---------------------------------------------------------------- once
def test_the_providers_second_try_is_the_same_mail(post):
    for token in ("a" * 50, "b" * 50):
        assert post("mailgun", *form(mailgun(letter(), token=token))) == 200
        take_mails()
    assert (IncomingMail.objects.count(), Message.objects.count(), MailArrival.objects.count()) == (1, 1, 2)


def test_the_same_mail_by_a_mailbox_is_one_message(post):
    receive(letter(message_id="<a@example.org>"), Way.IMAP)
    assert post("postmark", *postmark(letter(message_id="<a@example.org>")), **basic()) == 200
    take_mails()
    assert sorted(IncomingMail.objects.values_list("state", flat=True)) == ["double", "taken"]
    assert Message.objects.count() == 1


# ---------------------------------------------------------------- what does not
@pytest.mark.parametrize(
    "changed",
    [{"signature": "0" * 64}, {"timestamp": "1795300001"}, {"token": "é"}, {"signature": ""}],
)
def test_a_wrong_signature_is_refused(post, changed):
    assert post("mailgun", *form(mailgun(letter()) | changed)) == 403
    assert IncomingMail.objects.count() == 0


@pytest.mark.parametrize("body", [b"", b"--" + BOUNDARY.encode(), b"\r\n--xYzZY\r\n" * (MOST + 5), b"\0" * 50])
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=xYzZY", "multipart/form-data", "text/plain"])
def test_what_is_no_form_is_refused(post, body, kind):
    assert post("mailgun", body, kind) == 403


def test_another_key_is_refused(post):
    assert post("mailgun", *form(mailgun(letter(), key="another"))) == 403


@pytest.mark.parametrize("headers", [{}, basic("site:wrong"), basic("None"), {"Authorization": "Basic é"}])
@pytest.mark.parametrize("provider", ["postmark", "sendgrid"])
def test_a_wrong_password_is_refused(post, provider, headers):
    assert post(provider, *postmark(letter()), **headers) == 403
    assert IncomingMail.objects.count() == 0


@pytest.mark.parametrize(("provider", "key"), [("", KEY), ("mailgun", ""), ("postmark", "no-colon"), ("other", KEY)])
def test_without_a_provider_and_its_key_there_is_no_such_address(settings, sam, provider, key):
    settings.MAIL_WEBHOOK, settings.MAIL_WEBHOOK_SECRET = provider, key
    assert (sam.post(URL).status_code, sam.head(URL).status_code, sam.get(URL).status_code) == (404, 404, 405)


def test_what_is_too_large_is_refused_before_it_is_read(settings, sam):
    settings.MAIL_WEBHOOK, settings.MAIL_WEBHOOK_SECRET = "mailgun", KEY
    for length in (providers.PROVIDERS["mailgun"].most + 1, 60_000_000):
        answer = sam.post(URL, b"", content_type="text/plain", CONTENT_LENGTH=str(length))
        assert answer.status_code == 413


def test_half_a_mail_is_not_kept(settings, sam):
    settings.MAIL_WEBHOOK, settings.MAIL_WEBHOOK_SECRET = "mailgun", KEY
    body, kind = form(mailgun(letter()))
    broken_off = {"CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body[:-40])}
    answer = sam.generic("POST", URL, body, content_type=kind, **broken_off)
    assert (answer.status_code, IncomingMail.objects.count()) == (400, 0)


# ---------------------------------------------------------------- what waits with the provider
def test_while_the_database_is_away_the_provider_is_asked_to_come_again(post, monkeypatch):
    def away(**_):
        raise OperationalError("the database is away")

    with monkeypatch.context() as patched:
        patched.setattr(webhook, "store_mail", away)
        assert post("mailgun", *form(mailgun(letter()))) == 503
    assert IncomingMail.objects.count() == 0
    assert post("mailgun", *form(mailgun(letter()))) == 200
    assert (taken().state, Ticket.objects.count()) == ("taken", 1)


@pytest.mark.parametrize(
    ("provider", "payload"),
    [
        ("mailgun", form({k: v for k, v in mailgun(b"").items() if k != "body-mime"} | {"body-plain": "Late."})),
        ("sendgrid", form({"headers": "From: rosa@example.org", "text": "Late."})),
        ("postmark", (b"[]", "application/json")),
        ("postmark", (b"{", "application/json")),
    ],
)
def test_what_holds_no_mail_stays_with_the_provider(post, provider, payload):
    assert post(provider, *payload, **basic()) == 503
    assert IncomingMail.objects.count() == 0


def test_fields_of_one_name_the_last():
    assert fields_of(b"a=1&a=%ff&b=", "application/x-www-form-urlencoded") == {"a": b"\xff", "b": b""}


@pytest.mark.parametrize(
    ("provider", "path", "told"),
    [
        ("mailgun", "/incoming/mime", 403),
        ("mailgun", "/incoming/events", 403),
        ("postmark", "/incoming/mime", 503),
        ("postmark", "/incoming/events", 200),  # kept as it came, in the tray
    ],
)
def test_what_is_nested_without_an_end_is_no_trouble_of_ours(settings, provider, told, path):
    settings.MAIL_WEBHOOK, settings.MAIL_WEBHOOK_SECRET = provider, KEY if provider == "mailgun" else PASSWORD
    body, headers = "[" * 100_000, {} if provider == "mailgun" else basic()
    answer = Client().post(path, body, content_type="application/json", headers=headers)
    assert answer.status_code == told
