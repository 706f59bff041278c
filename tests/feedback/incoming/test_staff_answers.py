"""Answers of staff by mail: sent on when DKIM proves them, else held; nothing for colleagues goes out."""

import base64
import socket
from datetime import timedelta
from email.utils import format_datetime

import dkim
import dns.resolver
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from feedback.actions.close_ticket import close_ticket
from feedback.actions.drafts.keep_draft import keep_draft
from feedback.actions.incoming.decide import Decision, decide
from feedback.actions.write_as_customer import write_as_customer
from feedback.actions.write_note import write_note
from feedback.models import Draft, IncomingMail, Message
from feedback.queries.mail.signed_names import reporter_address, staff_address
from feedback.queries.private_links import claim_url
from feedback.rules.mail.staff.leaks import has_history, repeats
from feedback.rules.names import Kind, Reason
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict
from notifications.models import Delivery
from notifications.queries import domain_check
from tests.factories.feedback import make_ticket
from tests.factories.mail import letter, letter_with_files, receive
from tests.support.dns import name_server
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
ROSA, AMIR = "rosa@example.org", "amir@example.org"
NOTE = "@Amir please: she threatened to sue us last year, be careful."
HEADERS = (b"from", b"to", b"subject", b"date", b"message-id", b"in-reply-to", b"mime-version", b"content-type")


def pair():
    key = rsa.generate_private_key(65537, 2048)
    form = serialization.PrivateFormat.TraditionalOpenSSL
    private = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return private, f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}"


PRIVATE, PUBLIC = pair()
OTHER_PRIVATE, OTHER_PUBLIC = pair()
RECORDS = {
    "s1._domainkey.example.org": PUBLIC,
    "s1._domainkey.evil.example": OTHER_PUBLIC,
    "s1._domainkey.mail.example.org": PUBLIC,
    "try._domainkey.example.org": PUBLIC.replace("k=rsa;", "k=rsa; t=s:y;"),
    "gone._domainkey.example.org": "v=DKIM1; p=",
}


@pytest.fixture(autouse=True)
def asked(settings, monkeypatch):
    settings.MAIL_ADDRESS, settings.MAIL_STAFF_REPLIES = "help@example.org", True
    with name_server(RECORDS) as (resolver, names):
        monkeypatch.setattr(dns.resolver, "Resolver", lambda: resolver)
        yield names


@pytest.fixture
def ticket(amir, ada):
    found = make_ticket(email=ROSA, name="Rosa")
    write_note(ticket=found, author=ada, body=NOTE)
    drain()
    found.refresh_from_db()
    return found


@pytest.fixture
def call(ticket):
    return Delivery.objects.get(kind="mention")


def answer(call, text="We send a new one today.", *, write=letter, **fields):
    """Amir's answer to the mail that called him, not signed."""
    usual = {
        "sender": f"Amir <{AMIR}>",
        "to": call.reply_to,
        "subject": f"Re: {call.subject}",
        "date": format_datetime(clock.now()),
        "message_id": "<one@example.org>",
        "in_reply_to": call.message_id,
    }
    return write(text=text, **{**usual, **fields}) if write is letter else write(**{**usual, **fields}, text=text)


def sign(content, *, key=PRIVATE, domain=b"example.org", selector=b"s1", headers=HEADERS, **options):
    return dkim.sign(content, selector, domain, key, include_headers=list(headers), **options) + content


def words(ticket):
    return list(ticket.messages.order_by("id").values_list("kind", "body"))[2:]


def is_held(row, ticket, why):
    """Held with that reason, on its case, and nothing else has happened."""
    drain()
    assert (row.state, why in row.reason.english) == ("held", True), row.reason
    assert (row.ticket, row.message, words(ticket)) == (ticket, None, [])
    assert not Delivery.objects.filter(kind="ticket_reply").exists()
    return True


# ---------------------------------------------------------------- sent on
def test_a_proven_answer_becomes_the_persons_reply_and_ends_the_wait(call, ticket, amir, asked):
    assert call.reply_to == staff_address(ticket.ref, amir.pk)
    assert "your words go to the reporter" in call.text
    row = receive(sign(answer(call)))
    drain()
    ticket.refresh_from_db()
    assert (row.state, row.reason) == ("taken", None)
    assert words(ticket) == [("reply", "We send a new one today.")]
    assert (row.message.author, ticket.status, ticket.wait_started_at, ticket.assignee) == (amir, "waiting", None, amir)
    sent = Delivery.objects.get(kind="ticket_reply")
    assert (sent.to, "We send a new one today." in sent.text, call.reply_to in sent.text) == (ROSA, True, False)
    assert asked == ["s1._domainkey.example.org"]


def test_only_new_words_go_out_and_no_page_of_the_reporter_shows_the_quotation(call, ticket, client_for, amir, sam):
    quoted = "\n".join(f"> {line}" for line in call.text.splitlines())
    text = f"Done.\n\nOn Sun, 22 Nov 2026 at 09:00, Huiyin <help@example.org> wrote:\n{quoted}\n"
    row = receive(sign(answer(call, text)))
    drain()
    assert (row.state, row.folded, words(ticket)) == ("taken", "", [("reply", "Done.")])
    assert "threatened" not in sam.get(claim_url(ticket).partition("8000")[2]).content.decode()
    assert "threatened" not in Delivery.objects.get(kind="ticket_reply").text
    page = client_for(amir).get(f"/console/tickets/{ticket.ref}/").content.decode()
    assert f"/console/incoming/{row.pk}/" in page


def test_what_a_page_holds_as_a_draft_stays(call, ticket, amir):
    keep_draft(ticket=ticket, user=amir, kind=Kind.REPLY, body="Half a sentence")
    assert receive(sign(answer(call))).state == "taken"
    assert Draft.objects.get().body == "Half a sentence"


def test_the_same_mail_twice_is_one_reply(call, ticket):
    content = sign(answer(call))
    rows = [receive(content), receive(b"Received: by mx\r\n" + content), receive(content)]
    assert [row.state for row in rows] == ["taken", "double", "taken"]
    assert (len(words(ticket)), IncomingMail.objects.count()) == (1, 2)


def test_a_replay_with_other_unsigned_lines_sends_nothing(call, ticket):
    plain = answer(call)
    receive(sign(plain))
    drain()
    content = sign(plain, headers=[name for name in HEADERS if name != b"message-id"])
    row = receive(content.replace(b"<one@example.org>", b"<two@example.org>"))
    assert (row.state, row.reason_code, len(words(ticket))) == ("held", "staff_before", 1)


# ---------------------------------------------------------------- not allowed
def test_it_is_off_until_an_administrator_allows_it(call, ticket, settings, asked):
    settings.MAIL_STAFF_REPLIES = False
    assert is_held(receive(sign(answer(call))), ticket, "MAIL_STAFF_REPLIES")
    assert asked == []


def test_without_it_no_mail_carries_a_personal_address(settings, amir, ada):
    settings.MAIL_STAFF_REPLIES = False
    write_note(ticket=make_ticket(email=ROSA), author=ada, body=NOTE)
    drain()
    mail = Delivery.objects.get(kind="mention")
    assert (mail.reply_to, "your words go to the reporter" in mail.text + mail.html) == ("", False)


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "respondent"}, {"email": "amir@example.com"}])
def test_who_left_or_may_not_reply_or_has_another_address(call, ticket, amir, change):
    for name, value in change.items():
        setattr(amir, name, value)
    amir.save()
    assert is_held(receive(sign(answer(call))), ticket, "personal address")


# ---------------------------------------------------------------- not proven
def attacks(call, ada):
    """What somebody hostile or unlucky may send, and why it is held."""
    plain = answer(call)
    without = [name for name in HEADERS if name not in (b"to", b"date", b"subject")]
    return {
        "forged, no signature": (lambda: plain, "no DKIM signature"),
        "another domain's signature": (
            lambda: sign(plain, key=OTHER_PRIVATE, domain=b"evil.example"),
            "no DKIM signature of the sender's own domain",
        ),
        "a subdomain's signature": (
            lambda: sign(plain, domain=b"mail.example.org"),
            "no DKIM signature of the sender's own",
        ),
        "another key": (lambda: sign(plain, key=OTHER_PRIVATE), "does not fit"),
        "words changed on the way": (lambda: sign(plain).replace(b"new one", b"old one"), "does not fit"),
        "words added behind l=": (lambda: sign(plain, length=True) + b"And your password, please.\r\n", "l="),
        "l= that fits": (lambda: sign(plain, length=True), "l="),
        "two From, ours on top": (
            lambda: b"From: Amir <amir@example.org>\r\n" + sign(plain, key=OTHER_PRIVATE, domain=b"evil.example"),
            "more than one From",
        ),
        "two From, folded name": (lambda: b"From : x <x@evil.example>\r\n" + sign(plain), "From"),
        "two subjects": (lambda: b"Subject: x\r\n" + sign(plain), "more than one Subject"),
        "another Content-Type on top": (
            lambda: b"Content-Type: text/html\r\n" + sign(plain),
            "more than one Content-Type",
        ),
        "two people in From": (
            lambda: sign(answer(call, sender="Amir <amir@example.org>, Ada <ada@example.org>")),
            "its From is not",
        ),
        "a colleague with a forwarded address": (
            lambda: sign(answer(call, sender=f"Ada <{ada.email}>")),
            "its From is not",
        ),
        "a name that looks like an address": (
            lambda: sign(
                answer(call, sender='"amir@example.org" <m@evil.example>'), key=OTHER_PRIVATE, domain=b"evil.example"
            ),
            "its From is not",
        ),
        "nothing but From signed": (lambda: sign(plain, headers=without), "does not cover subject, date"),
        "To not signed": (lambda: sign(plain, headers=[*without, b"date", b"subject"]), "cover the personal address"),
        "written to somebody else": (
            lambda: b"Delivered-To: %s\r\n" % call.reply_to.encode() + sign(answer(call, to="otto@example.net")),
            "cover the personal address",
        ),
        "stale": (lambda: sign(answer(call, date=format_datetime(clock.now() - timedelta(days=9)))), "the last days"),
        "no such key": (lambda: sign(plain, selector=b"none"), "holds no key"),
        "a revoked key": (lambda: sign(plain, selector=b"gone"), "does not fit"),
        "a key on trial": (lambda: sign(plain, selector=b"try"), "t=y"),
        "old algorithm": (lambda: sign(plain, signature_algorithm=b"rsa-sha1"), "rsa-sha256"),
        "a broken signature": (lambda: b"DKIM-Signature: v=1; a=;;;d\r\n" + plain, "no DKIM signature"),
    }


NAMES = [
    "forged, no signature", "another domain's signature", "a subdomain's signature", "another key",
    "words changed on the way", "words added behind l=", "l= that fits", "two From, ours on top",
    "two From, folded name", "two subjects", "another Content-Type on top", "two people in From",
    "a colleague with a forwarded address", "a name that looks like an address", "nothing but From signed",
    "To not signed", "written to somebody else", "stale", "no such key", "a revoked key", "a key on trial",
    "old algorithm", "a broken signature",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_proven_is_held(call, ticket, ada, name):
    make, why = attacks(call, ada)[name]
    assert is_held(receive(make()), ticket, why)


def test_the_list_of_attacks_is_whole(call, ada):
    assert list(attacks(call, ada)) == NAMES


def test_a_dns_that_never_answers_holds_the_mail_in_bounded_time(call, ticket, monkeypatch):
    silent = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    silent.bind(("127.0.0.1", 0))
    resolver = dns.resolver.Resolver()
    monkeypatch.setattr(resolver, "port", silent.getsockname()[1])
    monkeypatch.setattr(domain_check, "SECONDS", 0.2)
    assert is_held(receive(sign(answer(call))), ticket, "the DNS did not answer")
    silent.close()


def test_the_reporter_cannot_use_a_personal_address_and_loses_nothing(call, ticket):
    row = receive(letter("Hello?", sender=ROSA, to=f"{reporter_address(ticket.ref)}, {call.reply_to}"))
    assert is_held(row, ticket, "its From is not")


def test_an_automatic_answer_of_a_colleague_goes_nowhere(call, ticket):
    row = receive(sign(answer(call, "I am away.", auto_submitted="auto-replied")))
    assert (row.state, words(ticket)) == ("machine", [])


# ---------------------------------------------------------------- not fit to go out
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("\n", "no words of its own"),
        (f"See above.\n\n> {NOTE}\n\nI will.", "quotes"),
        ("I will.\nShe THREATENED to\nsue us last  year!", "a note"),
        (f"Ada: {NOTE}", "a note"),
    ],
)
def test_words_for_colleagues_never_go_out(call, ticket, text, why):
    assert is_held(receive(sign(answer(call, text))), ticket, why)


def test_files_are_not_sent_unseen(call, ticket):
    content = answer(call, write=lambda **fields: letter_with_files({"a.eml": b"internal"}, **fields))
    assert is_held(receive(sign(content)), ticket, "files")


def test_a_newer_message_of_the_reporter_is_read_first(call, ticket):
    write_as_customer(ticket=ticket, body="It came!")
    row = receive(sign(answer(call)))
    assert (row.state, row.reason_code) == ("held", "staff_crossed")
    assert words(ticket) == [("customer", "It came!")]


def test_a_closed_case_takes_no_reply(call, ticket, amir):
    close_ticket(ticket=ticket, by=amir, reason=Reason.SPAM)
    assert is_held(receive(sign(answer(call))), ticket, "the case is closed")


def test_what_answers_no_mail_of_ours_is_held(call, ticket, amir):
    assert is_held(receive(sign(answer(call, in_reply_to="<else@example.org>"))), ticket, "answers no mail of ours")
    other = make_ticket(email=ROSA)
    row = receive(sign(answer(call, to=staff_address(other.ref, amir.pk), message_id="<b@example.org>")))
    assert (row.state, row.ticket, other.messages.count()) == ("held", other, 1)


# ---------------------------------------------------------------- decided
def test_let_in_it_is_a_note_and_nothing_goes_out(call, ticket, amir, client_for, sam):
    row = receive(answer(call))
    client = client_for(amir)
    assert "It bears no DKIM signature" in client.get(f"/console/tickets/{ticket.ref}/").content.decode()
    page = client.get(f"/console/incoming/{row.pk}/").content.decode()
    assert ("Keep it as a note" in page, "Make it a case of its own" in page) == (True, False)
    done = client.post(f"/console/incoming/{row.pk}/decision/", {"decision": "accept"})
    assert (done.status_code, done["Location"]) == (303, f"/console/tickets/{ticket.ref}/")
    drain()
    note = Message.objects.latest("id")
    assert (note.kind, note.author) == ("note", amir)
    assert note.body == f"Amir <{AMIR}> wrote by mail:\n\nWe send a new one today."
    assert "a new one today" not in sam.get(claim_url(ticket).partition("8000")[2]).content.decode()
    ticket.refresh_from_db()
    assert (ticket.status, Delivery.objects.filter(kind="ticket_reply").count()) == ("new", 0)


def test_it_cannot_become_a_case_of_its_own(call, ticket, amir):
    row = receive(answer(call))
    with pytest.raises(Conflict):
        decide(mail=row, by=amir, decision=Decision.OWN)
    assert decide(mail=row, by=amir, decision=Decision.DISCARD, reason="forged").state == "discarded"


# ---------------------------------------------------------------- the words themselves
@pytest.mark.parametrize(
    ("said", "secret", "found"),
    [
        ("threat ened\n> to sue us", "She threatened to sue us!", True),
        ("客户曾威胁要起诉我们，小心", "请小心：客户曾威胁要起诉我们，去年的事情很麻烦", False),
        ("这位客户曾经威胁要在去年起诉我们公司", "注意，客户曾经威胁要在去年起诉我们公司。", True),
        ("We are careful.", "ok", False),
        ("please ring her", "Ring her!", True),
        ("Thank you.", "", False),
    ],
)
def test_a_secret_is_known_however_it_is_wrapped(said, secret, found):
    assert repeats(said, [secret]) == found


def test_history_is_known():
    assert has_history("Yes.\nOn Sun, 22 Nov 2026 at 09:00, Ada <ada@example.org> wrote:\nNo.")
    assert not has_history("Yes.\nNo.")
