"""Mails that wait for staff: strangers' on a case, those that could not be read; and how a case shows its mails."""

import pytest

from feedback.actions.incoming import take_mail as taking
from feedback.actions.incoming.decide import Decision, decide
from feedback.actions.incoming.store_mail import store_mail
from feedback.models import Contact, IncomingMail, Mailbox, Ticket
from feedback.queries.mail.signed_names import new_message_id, reporter_address
from feedback.queries.private_links import claim_url
from feedback.rules.mail.fates import Way
from feedback_site.kit.problems import Conflict
from notifications.models import Delivery, LoggedEvent
from tests.factories.feedback import make_resolved, make_ticket
from tests.factories.mail import letter, letter_with_files, receive
from tests.support.drain import drain

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("receives_mail")]
ROSA, MALLORY = "rosa@example.org", "Mallory <mallory@example.net>"


@pytest.fixture
def held(ticket):
    return receive(letter("Send it to me instead.", sender=MALLORY, to=reporter_address(ticket.ref)))


def state(ticket):
    """All that a stranger could wish to change."""
    ticket.refresh_from_db()
    fields = ("status", "contact_id", "assignee_id", "wait_started_at", "last_message_at", "changed_at")
    return [getattr(ticket, name) for name in fields], ticket.messages.count(), ticket.waits.count()


# ---------------------------------------------------------------- strangers
@pytest.mark.parametrize("resolved", [False, True])
def test_a_strangers_mail_changes_nobody_adds_nobody_triggers_nothing(amir, resolved):
    ticket = make_resolved(amir, email=ROSA) if resolved else make_ticket(email=ROSA)
    drain()
    before = state(ticket), LoggedEvent.objects.count(), Delivery.objects.count(), Contact.objects.count()
    row = receive(letter("Me too.", sender=MALLORY, in_reply_to=new_message_id(ticket.ref, "example.org")))
    drain()
    assert (row.state, row.ticket, row.message) == ("held", ticket, None)
    assert before == (state(ticket), LoggedEvent.objects.count(), Delivery.objects.count(), Contact.objects.count())


def test_nobody_writes_to_a_case_of_nobody():
    ticket = make_ticket()
    assert receive(letter(to=reporter_address(ticket.ref))).state == "held"


def test_reply_to_all_with_an_attacker_in_copy(ticket):
    """The one in Cc holds the signed address now; it opens the case to nobody but its reporter."""
    address = reporter_address(ticket.ref)
    mine = receive(letter("At home.", to=address, cc="mallory@example.net"))
    theirs = receive(letter("I am Rosa.", sender='"rosa@example.org" <mallory@example.net>', to=address))
    assert (mine.state, theirs.state) == ("taken", "held")
    drain()
    assert set(Delivery.objects.values_list("to", flat=True)) == {ROSA}


def test_a_reporter_writes_to_somebody_elses_case(ticket):
    make_ticket(email="otto@example.org")
    assert receive(letter(sender="otto@example.org", to=reporter_address(ticket.ref))).state == "held"


def test_somebody_joined_to_the_reporter_is_the_reporter(ticket):
    Contact.objects.create(email="rosa@example.com", language="en", merged_into=ticket.contact)
    assert receive(letter(sender="rosa@example.com", to=reporter_address(ticket.ref))).state == "taken"


@pytest.mark.parametrize("identifier", ["<{0}.x.aaaaaaaaaaaaaaaaaaaa@example.org>", "<{0}@example.org>", "<42@x>"])
def test_a_forged_reference_is_not_followed(ticket, identifier):
    short = ticket.ref.replace("-", "").lower()
    row = receive(letter(in_reply_to=identifier.format(short), references=identifier.format(short)))
    assert (row.state, row.ticket == ticket) == ("taken", False)


def test_a_case_number_in_the_subject_only_suggests(ticket, client_for, amir):
    row = receive(letter("Where is it?", sender=MALLORY, subject=f"Re: [{ticket.ref}] parcel"))
    assert (row.state, row.ticket == ticket, row.suggestions) == ("taken", False, [ticket.ref])
    page = client_for(amir).get(f"/console/tickets/{row.ticket.ref}/").content.decode()
    assert f'href="/console/tickets/{row.ticket.ref}/merge/?with={ticket.ref}"' in page


@pytest.mark.parametrize(
    ("sender", "is_told"),
    [
        ("Zhang <\u7528\u6237@\u4f8b\u5b50.\u4e2d\u56fd>", True),
        ("Nobody", True),
        ("x@\u4f8b\u5b50.\u4e2d\u56fd", False),
    ],
)
def test_who_replies_is_told_where_nobody_can_be_written_to(amir, client_for, sender, is_told):
    raw = letter("Hello", sender="x <x@y.example>").replace(b"x <x@y.example>", sender.encode(), 1)
    row = receive(raw)
    page = client_for(amir).get(f"/console/tickets/{row.ticket.ref}/").content.decode()
    assert ("a reply is sent to nobody" in page) is is_told


# ---------------------------------------------------------------- decisions
def test_accepting_adds_the_words_under_the_strangers_name(held, ticket, amir, client_for, sam):
    client = client_for(amir)
    answer = client.post(f"/console/incoming/{held.pk}/decision/", {"decision": "accept"})
    assert (answer.status_code, answer["Location"]) == (303, f"/console/tickets/{ticket.ref}/")
    held.refresh_from_db()
    assert (held.state, held.message.ticket, held.decided_by) == ("taken", ticket, amir)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.contact.email, ticket.waits.count()) == ("open", ROSA, 2)
    shown = "Mallory &lt;mallory@example.net&gt;"
    assert shown in client.get(f"/console/tickets/{ticket.ref}/").content.decode()
    assert shown in sam.get(claim_url(ticket).partition("8000")[2]).content.decode()
    drain()
    assert set(Delivery.objects.values_list("to", flat=True)) == {ROSA}


def test_a_case_of_its_own_has_waited_since_the_mail_came(held, ticket, amir):
    row = decide(mail=held, by=amir, decision=Decision.OWN)
    assert (row.ticket == ticket, row.ticket.contact.email) == (False, "mallory@example.net")
    assert row.ticket.wait_started_at == held.received_at


def test_putting_away_wants_a_reason_and_keeps_the_mail(held, ticket, amir, client_for):
    client, url = client_for(amir), f"/console/incoming/{held.pk}/decision/"
    answer = client.post(url, {"decision": "discard"})
    assert (answer.status_code, "Please say why." in answer.content.decode()) == (422, True)
    assert client.post(url, {"decision": "discard", "reason": "spam\r\n"}).status_code == 303
    held.refresh_from_db()
    assert (held.state, held.why, held.raw.content != b"") == ("discarded", "spam", True)
    assert LoggedEvent.objects.get(name="feedback.held_mail_decided").payload["decision"] == "discard"


def test_the_second_decision_meets_a_conflict(held, amir):
    decide(mail=held, by=amir, decision=Decision.OWN)
    with pytest.raises(Conflict):
        decide(mail=held, by=amir, decision=Decision.ACCEPT)
    assert Ticket.objects.count() == 2


# ---------------------------------------------------------------- what could not be read
def test_the_inbox_leads_to_what_could_not_be_read(amir, client_for):
    rooms = client_for(amir).get("/console/inbox/").content.decode()
    assert rooms.count('href="/console/incoming/?tray=unreadable"') == 1


def test_trying_again_reads_the_mail(monkeypatch, amir, client_for):
    def fail(**_):
        raise ValueError("bad")

    with monkeypatch.context() as patched:
        patched.setattr(taking, "act", fail)
        row = receive(letter())
    client = client_for(amir)
    page = client.get("/console/incoming/?tray=unreadable").content.decode()
    assert "ValueError: bad" in page
    assert client.post(f"/console/incoming/{row.pk}/retry/").status_code == 303
    row.refresh_from_db()
    assert (row.state, Ticket.objects.count()) == ("taken", 1)


def test_the_page_of_a_mail_that_is_too_much_shows_how_it_begins(amir, client_for):
    row = receive(b"X-First: 1\r\n" + b"X-More: 1\r\n" * 300 + b"\r\nbody")
    page = client_for(amir).get(f"/console/incoming/{row.pk}/").content.decode()
    assert "X-First: 1" in page


# ---------------------------------------------------------------- pages
def test_the_bytes_leave_as_a_download_for_managers(held, amir, max_, client_for):
    url = f"/console/incoming/{held.pk}/raw/"
    answer = client_for(max_).get(url)
    assert answer.content == bytes(held.raw.content)
    assert answer["Content-Disposition"] == f'attachment; filename="mail-{held.pk}.eml"'
    assert client_for(amir).get(url).status_code == 403


def test_a_case_shows_the_folded_text_and_what_was_not_kept(ticket, amir, client_for, sam):
    text = "At home.\n\nOn Sun, 22 Nov 2026 at 09:00, Support wrote:\n> <b>Where</b> is it?\n"
    receive(letter_with_files({"run.exe": b"MZ"}, text, to=reporter_address(ticket.ref)))
    for page in (
        client_for(amir).get(f"/console/tickets/{ticket.ref}/").content.decode(),
        sam.get(claim_url(ticket).partition("8000")[2]).content.decode(),
    ):
        assert "&gt; &lt;b&gt;Where&lt;/b&gt; is it?" in page
        assert "run.exe" in page
    assert ticket.messages.latest("id").body == "At home."


def test_a_held_mail_is_shown_on_its_case(held, ticket, amir, client_for):
    assert f"/console/incoming/{held.pk}/" in client_for(amir).get(f"/console/tickets/{ticket.ref}/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_tray_asks_the_same_for_many(ticket, count, amir, client_for, django_assert_num_queries):
    for number in range(count):
        receive(letter(f"text {number}", sender=MALLORY, to=reporter_address(ticket.ref)))
    client = client_for(amir)
    client.get("/console/incoming/")
    with django_assert_num_queries(5):
        page = client.get("/console/incoming/").content.decode()
    assert page.count("Mallory &lt;mallory@example.net&gt;") == count


def test_mails_that_wait_to_be_read_lie_in_the_tray_too(amir, client_for):
    store_mail(content=letter(), way=Way.PIPE)
    assert IncomingMail.objects.get().state == "received"
    assert "To be read" in client_for(amir).get("/console/incoming/?tray=unreadable").content.decode()


def test_a_mailbox_with_a_gap_or_in_trouble_is_named(amir, client_for):
    Mailbox.objects.create(name="support", uidvalidity=1, missing=[7, 9])
    Mailbox.objects.create(name="sales", uidvalidity=1, trouble="TimeoutError: timed out")
    Mailbox.objects.create(name="well", uidvalidity=1)
    page = client_for(amir).get("/console/incoming/").content.decode()
    assert "2 mails lie in this mailbox and never came in." in page
    assert "TimeoutError: timed out" in page
    assert "<bdi>well</bdi>" not in page
