"""Many mails of one sender: a few open cases, the rest is held in one line, counted, and taken when staff say so."""

from datetime import timedelta

import pytest

from feedback.actions.close_ticket import close_ticket
from feedback.actions.incoming.decide import Decision, decide
from feedback.actions.incoming.release import Into, release
from feedback.actions.incoming.store_mail import store_mail
from feedback.actions.incoming.take_mail import take_mails
from feedback.actions.privacy.erase_contact import erase_contact
from feedback.models import IncomingMail, Ticket, Wait
from feedback.queries.mail.signed_names import reporter_address
from feedback.rules.mail.fates import Way
from feedback.rules.names import Reason
from feedback_site.kit import clock
from feedback_site.kit.problems import Conflict
from notifications.models import Delivery, LoggedEvent
from tests.factories.feedback import make_ticket
from tests.factories.mail import letter, receive
from tests.support.drain import drain
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db
MALLORY, OTTO = "mallory@example.net", "otto@example.org"
START = clock.now().replace(microsecond=0) - timedelta(days=1)


@pytest.fixture(autouse=True)
def _three_an_hour(settings):
    settings.MAIL_ADDRESS, settings.MAIL_CASES_PER_HOUR = "help@example.org", 3


def write(number, *, sender=MALLORY, minutes=1, start=START, **options):
    """So many mails, one every so many minutes; read when all have come."""
    rows = []
    for n in range(number):
        with clock.at(start + timedelta(minutes=n * minutes)):
            name = f"<{n}.{start:%H%M}.{sender}>"
            content = letter(f"{sender} says {n}", sender=sender, message_id=name, **options)
            rows.append(store_mail(content=content, way=Way.PIPE))
    take_mails()
    return list(IncomingMail.objects.filter(pk__in=[row.pk for row in rows]).order_by("pk"))


def states(rows):
    return [row.state for row in rows]


# ---------------------------------------------------------------- what is held
def test_above_so_many_cases_an_hour_the_rest_is_kept_and_held():
    rows = write(7)
    drain()
    assert states(rows) == ["taken"] * 3 + ["flood"] * 4
    assert (Ticket.objects.count(), Wait.objects.count()) == (3, 3)
    assert all(bytes(row.raw.content) for row in rows)
    assert (rows[3].reason_code, rows[3].reason_details, rows[3].ticket) == ("flood", {"most": 3}, None)
    assert Delivery.objects.filter(to=MALLORY).count() == 3


def test_another_sender_opens_cases_as_ever():
    write(5)
    assert states(write(2, sender=OTTO)) == ["taken", "taken"]


def test_an_hour_is_any_hour_by_when_the_mails_came():
    assert states(write(8, minutes=25)) == ["taken"] * 3 + ["taken"] * 5
    assert states(write(5, sender=OTTO, minutes=19)) == ["taken"] * 3 + ["flood", "taken"]


def test_no_limit_where_the_setting_says_so(settings):
    settings.MAIL_CASES_PER_HOUR = 0
    assert states(write(5)) == ["taken"] * 5


def test_answers_to_ones_own_case_are_no_new_cases():
    ticket = make_ticket(email=MALLORY)
    assert states(write(5, to=reporter_address(ticket.ref))) == ["taken"] * 5
    assert (Ticket.objects.count(), ticket.messages.count()) == (1, 6)


def test_answers_to_a_closed_case_open_cases_and_count(amir):
    ticket = make_ticket(email=MALLORY)
    with clock.at(START - timedelta(hours=1)):
        close_ticket(ticket=ticket, by=amir, reason=Reason.SPAM)
    rows = write(5, to=reporter_address(ticket.ref))
    assert states(rows) == ["taken"] * 3 + ["flood"] * 2
    assert (rows[0].ticket.follows, rows[4].ticket) == (ticket, ticket)
    assert decide(mail=rows[4], by=amir, decision=Decision.OWN).ticket.follows == ticket


def test_mails_without_a_sender_are_those_of_one():
    assert states(write(5, sender="")) == ["taken"] * 3 + ["flood"] * 2


def test_the_same_mail_again_is_not_counted_twice():
    for _ in range(4):
        receive(letter("Once."))
    assert list(IncomingMail.objects.values_list("state", flat=True)) == ["taken"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_open_exactly_as_many():
    for number in range(20):
        store_mail(content=letter(f"No. {number}", sender=MALLORY), way=Way.PIPE)
    done = at_once(take_mails, take_mails)
    assert sum(done) == 20
    assert sorted(IncomingMail.objects.values_list("state", flat=True)) == ["flood"] * 17 + ["taken"] * 3
    assert Ticket.objects.count() == 3


# ---------------------------------------------------------------- what staff decide
def test_all_become_cases_that_have_waited_since_their_mails_came(amir):
    rows = write(6)
    done = release(sender=MALLORY, by=amir, into=Into.CASES)
    take_mails()
    assert (done.number, done.ticket, Ticket.objects.count()) == (3, None, 6)
    for row in rows:
        row.refresh_from_db()
        assert (row.state, row.ticket.wait_started_at) == ("taken", row.received_at)
    assert [row.decided_by for row in rows] == [None] * 3 + [amir] * 3
    assert LoggedEvent.objects.get(name="feedback.flood_released").payload == {
        "mail_id": rows[3].pk,
        "number": 3,
        "into": "cases",
    }


def test_all_become_one_case_in_their_order(amir):
    rows = write(7)
    done = release(sender=MALLORY, by=amir, into=Into.ONE)
    take_mails()
    ticket = Ticket.objects.get(pk=done.ticket.pk)
    assert (done.number, Ticket.objects.count()) == (4, 4)
    assert list(ticket.messages.order_by("id").values_list("body", flat=True)) == [
        f"{MALLORY} says {n}" for n in range(3, 7)
    ]
    assert [wait.started_at for wait in ticket.waits.all()] == [rows[3].received_at]
    assert IncomingMail.objects.filter(state="flood").count() == 0


def test_one_mail_becomes_a_case_and_the_others_stay(amir):
    rows = write(6)
    done = decide(mail=rows[4], by=amir, decision=Decision.OWN)
    assert (done.state, done.ticket.wait_started_at) == ("taken", rows[4].received_at)
    assert IncomingMail.objects.filter(state="flood").count() == 2


@pytest.mark.parametrize("decision", [Decision.DISCARD, Decision.ACCEPT])
def test_nothing_is_put_away(amir, decision):
    row = write(4)[3]
    with pytest.raises(Conflict):
        decide(mail=row, by=amir, decision=decision, reason="spam")
    row.refresh_from_db()
    assert (row.state, row.decided_at) == ("flood", None)


def test_what_staff_took_does_not_count_against_the_sender(amir):
    write(5)
    release(sender=MALLORY, by=amir, into=Into.CASES)
    take_mails()
    assert states(write(4, start=START + timedelta(hours=1, minutes=2))) == ["taken"] * 3 + ["flood"]


@pytest.mark.django_db(transaction=True)
def test_two_who_take_all_at_once_take_each_mail_once(amir):
    write(9)
    done = at_once(
        lambda: release(sender=MALLORY, by=amir, into=Into.ONE),
        lambda: release(sender=MALLORY, by=amir, into=Into.ONE),
    )
    at_once(take_mails, take_mails)
    assert sorted(type(one).__name__ for one in done) == ["Conflict", "Released"]
    assert (Ticket.objects.count(), IncomingMail.objects.filter(state="taken").count()) == (4, 9)


def test_erasing_the_sender_empties_what_is_held(ada):
    rows = write(5)
    erase_contact(contact=rows[0].ticket.contact, by=ada)
    assert set(IncomingMail.objects.values_list("state", "sender")) == {("taken", ""), ("discarded", "")}


# ---------------------------------------------------------------- pages and programs
@pytest.mark.parametrize("senders", [1, 3])
def test_the_tray_has_one_line_a_sender(senders, amir, client_for, django_assert_num_queries):
    for number in range(senders):
        write(5 + number, sender=f"m{number}@example.net")
    client = client_for(amir)
    client.get("/console/incoming/?tray=flood")
    with django_assert_num_queries(6):
        page = client.get("/console/incoming/?tray=flood").content.decode()
    assert page.count('<th scope="row">') == senders
    assert '<td class="num" data-label="Held mails">2</td>' in page
    held = sum(2 + number for number in range(senders))
    assert f'<span class="count">{held}</span>' in page
    assert "m0@example.net" not in client.get("/console/incoming/?tray=held").content.decode()


def test_the_page_of_a_sender_opens_each_and_takes_all(amir, client_for):
    rows = write(6)
    client, url = client_for(amir), f"/console/incoming/{rows[5].pk}/sender/"
    page = client.get(url).content.decode()
    assert [page.count(f'/console/incoming/{row.pk}/"') for row in rows] == [0, 0, 0, 1, 1, 1]
    assert "3 mails of this sender are held" in page
    assert f"/console/incoming/{rows[3].pk}/sender/" in client.get(f"/console/incoming/{rows[3].pk}/").content.decode()
    answer = client.post(f"/console/incoming/{rows[5].pk}/release/", {"into": "one"})
    ticket = Ticket.objects.order_by("-id").first()
    assert (answer.status_code, answer["Location"]) == (303, f"/console/tickets/{ticket.ref}/")
    take_mails()
    assert ticket.messages.count() == 3
    assert "Nothing of this sender is held any more." in client.get(url).content.decode()
    again = client.post(f"/console/incoming/{rows[5].pk}/release/", {"into": "cases"}, follow=True)
    assert "Nothing of this sender is held any more." in again.content.decode()


def test_programs_read_and_take_the_same(amir, client_for):
    rows = write(6)
    write(4, sender=OTTO)
    client = client_for(amir)
    listed = client.get("/api/incoming/floods/").json()
    assert [(line["sender"], line["number"], line["newest"]["state"]) for line in listed["results"]] == [
        (OTTO, 1, "flood"),
        (MALLORY, 3, "flood"),
    ]
    url = f"/api/incoming/{rows[3].pk}/sender/"
    told = client.get(url).json()
    assert (told["number"], [line["id"] for line in told["results"]]) == (3, [row.pk for row in rows[3:]])
    assert client.post(url, {"into": "nowhere"}, content_type="application/json").status_code == 422
    done = client.post(url, {"into": "cases"}, content_type="application/json")
    assert (done.status_code, done.json()) == (200, {"number": 3, "ticket": None})
    take_mails()
    assert client.get(url).json()["number"] == 0
    assert client.post(url, {"into": "cases"}, content_type="application/json").status_code == 409
    assert Ticket.objects.count() == 9


def test_senders_are_listed_page_by_page(amir, client_for, settings):
    settings.MAIL_CASES_PER_HOUR = 1
    for number in range(52):
        write(2, sender=f"m{number:02}@example.net")
    client = client_for(amir)
    first = client.get("/api/incoming/floods/").json()
    second = client.get(f"/api/incoming/floods/?cursor={first['next']}").json()
    found = [line["sender"] for line in first["results"] + second["results"]]
    assert found == [f"m{number:02}@example.net" for number in range(51, -1, -1)]
    assert (len(first["results"]), second["next"]) == (50, None)
