"""Who wants into a case that is not theirs, by every name that a case has; and cases that have moved on since."""

import pytest

from feedback.actions.merging.merge import merge
from feedback.actions.privacy.erase_contact import erase_contact
from feedback.models import IncomingMail, Message, Ticket
from feedback.queries.mail.signed_names import new_message_id, reporter_address
from feedback.rules.mail.fates import Way
from notifications.actions.compose import compose
from notifications.models import Delivery
from tests.factories.feedback import make_ticket
from tests.factories.mail import letter, receive
from tests.support.drain import drain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("receives_mail")]
ROSA, OTTO = "rosa@example.org", "otto@example.org"


def words(ticket):
    return list(ticket.messages.order_by("id").values_list("body", flat=True))[2:]


# ---------------------------------------------------------------- names of a case
@pytest.mark.parametrize(
    "change", [str.upper, str.title, lambda text: text.replace("+", "%2B"), lambda text: f"<{text}>"]
)
def test_an_address_is_known_however_mail_servers_write_it(ticket, change):
    row = receive(
        letter("At home.").replace(b"To: help@example.org", f"To: {change(reporter_address(ticket.ref))}".encode())
    )
    assert (row.state, row.ticket, words(ticket)) == ("taken", ticket, ["At home."])


def test_a_blind_copy_is_found_among_several_recipients_of_the_envelope(ticket):
    head = f"Delivered-To: other@example.org\r\nDelivered-To: {reporter_address(ticket.ref)}\r\n".encode()
    assert receive(head + letter("At home.")).ticket == ticket


def test_letters_of_an_address_that_are_changed_name_nothing(ticket):
    local, _at, domain = reporter_address(ticket.ref).partition("@")
    for changed in (local[:-1], local + "a", local[:-1] + ("a" if local[-1] != "a" else "b"), local.replace(".", "..")):
        row = receive(letter("Me!", to=f"{changed}@{domain}", message_id=f"<{changed}@x.example>"))
        assert (row.state, row.ticket != ticket) == ("taken", True)
    assert words(ticket) == []


def test_an_address_of_one_case_with_the_number_of_another_names_nothing(ticket):
    other = make_ticket(email=OTTO)
    mine = reporter_address(other.ref)
    forged = mine.replace(other.ref.replace("-", "").lower(), ticket.ref.replace("-", "").lower())
    assert receive(letter("Me!", sender=OTTO, to=forged)).ticket not in {ticket, other}


def test_a_message_id_is_no_address_and_an_address_no_message_id(ticket):
    """Each is signed for its own purpose."""
    as_address = new_message_id(ticket.ref, "example.org").strip("<>")
    as_identifier = f"<{reporter_address(ticket.ref).partition('+')[2]}>"
    assert receive(letter("a", to=f"help+{as_address}", in_reply_to=as_identifier)).ticket != ticket


def test_a_stranger_who_names_two_cases_gets_into_neither(ticket):
    other = make_ticket(email=OTTO)
    for names in (
        {"to": f"{reporter_address(ticket.ref)}, {reporter_address(other.ref)}"},
        {"to": reporter_address(other.ref), "in_reply_to": new_message_id(ticket.ref, "example.org")},
    ):
        assert receive(letter("Me!", sender="m@evil.example", **names)).state == "held"
    assert (words(ticket), other.messages.count()) == ([], 1)


# ---------------------------------------------------------------- who is the reporter
SENDERS = [
    b'"rosa@example.org" <m@evil.example>',
    b"=?utf-8?q?rosa=40example=2Eorg?= <m@evil.example>",
    b"=?utf-8?b?cm9zYUBleGFtcGxlLm9yZyA8cm9zYUBleGFtcGxlLm9yZz4=?= <m@evil.example>",
    b"Rosa <rosa@example.org> <m@evil.example>",
    b"m@evil.example (rosa@example.org)",
    b"<@rosa@example.org:m@evil.example>",
    "Rosa <rosa@exаmple.org>".encode(),
    b"Rosa <rosa@example.org.evil.example>",
    b"",
]


@pytest.mark.parametrize("sender", SENDERS)
def test_only_the_address_itself_is_the_reporter(ticket, sender):
    raw = letter("Send it to me.", sender="x <x@y.example>", to=reporter_address(ticket.ref))
    row = receive(raw.replace(b"x <x@y.example>", sender, 1))
    assert (row.state, words(ticket)) == ("held", [])


@pytest.mark.parametrize(
    ("known", "sender", "state"),
    [
        ("rosa@例子.中国", "rosa@xn--fsqu00a.xn--fiqs8s", "taken"),
        ("rosa@xn--fsqu00a.xn--fiqs8s", "rosa@例子.中国", "taken"),
        ("rosa@例子.中国", "rosa@例予.中国", "held"),
        ("rosa@例子.中国", "rosa@xn--", "held"),
        ("rosa@fass.example", "rosa@faß.example", "held"),
    ],
)
def test_a_domain_in_other_letters_is_the_same_as_the_dns_writes_it(known, sender, state):
    case = make_ticket(email=known)
    raw = letter("More.", sender="x <x@y.example>", to=reporter_address(case.ref))
    assert receive(raw.replace(b"x <x@y.example>", sender.encode(), 1)).state == state


@pytest.mark.parametrize(
    "other", [b"Reply-To: rosa@example.org", b"Sender: rosa@example.org", b"Return-Path: <rosa@example.org>"]
)
def test_no_other_header_makes_a_sender_of_somebody(ticket, other):
    row = receive(other + b"\r\n" + letter("Me!", sender="m@evil.example", to=reporter_address(ticket.ref)))
    assert (row.state, words(ticket)) == ("held", [])


# ---------------------------------------------------------------- once, and not instead of another
def test_a_mail_under_an_identifier_of_ours_keeps_none_of_ours_out(ticket, amir):
    """It is told from ours by what it says, lies where staff see it, and the true answer still comes in."""
    ours = Delivery.objects.get(kind="ticket_reply").message_id
    row = receive(letter("Buy!", sender="m@evil.example", message_id=ours))
    assert (row.state, row.kind) == ("machine", "own")
    assert receive(letter("At home.", in_reply_to=ours)).state == "taken"
    assert words(ticket) == ["At home."]


def test_another_text_under_the_same_identifier_is_another_mail(ticket):
    address = reporter_address(ticket.ref)
    for text in ("At home.", "At work.", "At home."):
        receive(letter(text, to=address, message_id="<same@example.org>"), Way.IMAP)
    assert words(ticket) == ["At home.", "At work."]


# ---------------------------------------------------------------- cases that have moved on
def test_an_answer_to_a_merged_case_counts_where_that_goes_on(ticket, amir):
    target = make_ticket(email=ROSA)
    merge(source=ticket, target=target, by=amir)
    receive(letter("At home.", to=reporter_address(ticket.ref)))
    target.refresh_from_db()
    assert (words(ticket), target.wait_started_at is None) == (["At home."], False)


def test_an_answer_to_an_erased_case_is_held(ticket, ada):
    address = reporter_address(ticket.ref)
    erase_contact(contact=ticket.contact, by=ada)
    row = receive(letter("At home.", to=address))
    drain()
    assert (row.state, row.ticket, Message.objects.filter(body="At home.").exists()) == ("held", ticket, False)


def test_an_address_of_a_case_that_is_no_more_opens_one():
    row = receive(letter("At home.", to=reporter_address("K7Q2-9XM4")))
    assert (row.state, Ticket.objects.count()) == ("taken", 1)


# ---------------------------------------------------------------- a flood, and two sites
def test_a_flood_from_one_sender_is_kept_whole_and_answered_three_times(settings):
    settings.MAIL_CASES_PER_HOUR = 10
    for number in range(25):
        receive(letter(f"Flood {number}", message_id=f"<{number}@example.org>"))
    drain()
    states = IncomingMail.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == ["taken"] * 10 + ["flood"] * 15
    assert list(Delivery.objects.values_list("kind", "state")) == [("case_receipt", "kept")] * 3


def test_two_sites_with_keys_of_their_own_come_to_rest_by_what_they_really_send(settings):
    """Each is the reporter of a case of the other; what one composes is what the other receives."""
    sites = {name: (f"help@{name}.example", f"key of {name}") for name in ("here", "there")}
    make_ticket(email=sites["there"][0])
    name, handed_over, most = "here", 0, 0
    for _round in range(8):
        settings.MAIL_ADDRESS, settings.SECRET_KEY = sites[name]
        settings.DEFAULT_FROM_EMAIL = f"Site <{sites[name][0]}>"
        drain()
        fresh = [compose(delivery).message().as_bytes() for delivery in Delivery.objects.order_by("pk")[handed_over:]]
        handed_over += len(fresh)
        name = "there" if name == "here" else "here"
        settings.MAIL_ADDRESS, settings.SECRET_KEY = sites[name]
        settings.DEFAULT_FROM_EMAIL = f"Site <{sites[name][0]}>"
        assert {receive(content).state for content in fresh} <= {"machine"}
        most = max(most, len(fresh))
    assert (most, handed_over, Ticket.objects.count()) == (1, 1, 1)
