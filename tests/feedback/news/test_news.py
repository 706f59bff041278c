"""Mails to those in whose hands a case is: what was given to them, and what their reporters write."""

from datetime import timedelta

import pytest

from accounts.models import Absence
from feedback.actions.assign import assign, take
from feedback.actions.close_ticket import close_ticket
from feedback.actions.news.send_news import send_news as mail_news
from feedback.actions.reply import reply
from feedback.actions.write_as_customer import write_as_customer
from feedback.emails import news_mail
from feedback.rules.names import Reason
from feedback.tasks import send_news
from feedback_site.kit import clock
from notifications.actions.compose import compose
from notifications.actions.queue_delivery import Mail, queue_deliveries
from notifications.models import Delivery, PendingNews
from tests.factories.feedback import make_ticket
from tests.factories.mail import bounce, letter, receive
from tests.support.drain import drain

pytestmark = pytest.mark.django_db
START = clock.now().replace(microsecond=0) - timedelta(days=2)


def after(minutes):
    return clock.at(START + timedelta(minutes=minutes))


def mails(minutes, to="amir@example.org"):
    """Run beat's minute; the mails that it queued to somebody, the oldest first."""
    with after(minutes):
        drain()
        known = set(Delivery.objects.values_list("pk", flat=True))
        send_news()
        return list(Delivery.objects.filter(to=to).exclude(pk__in=known).order_by("pk"))


@pytest.fixture
def case(amir):
    """A case that Amir took."""
    with after(0):
        ticket = make_ticket("Where is my <parcel>?", name="Rosa & Co", email="rosa@example.org")
        take(ticket=ticket, by=amir)
        drain()
    return ticket


def say(ticket, minutes, body="Still nothing."):
    with after(minutes):
        write_as_customer(ticket=ticket, body=body)


def test_ten_messages_within_minutes_are_one_mail(case):
    for number in range(10):
        say(case, 1 + number / 2, f"Message <{number}>")
    assert mails(6) == []
    [mail] = mails(9)
    assert (mail.kind, mail.nature, mail.subject) == (
        "reporter_wrote",
        "automatic",
        f"A new message in your case {case.ref}",
    )
    assert f"{case.ref} Where is my <parcel>?\nRosa & Co: Message <9>\n" in mail.text
    assert "Message &lt;9&gt;" in mail.html
    assert "<parcel>" not in mail.html
    assert f"/console/tickets/{case.ref}/" in mail.text
    assert "/console/profile/" in mail.text
    headers = compose(mail).message()
    assert (headers["Auto-Submitted"], headers["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert PendingNews.objects.count() == 0
    assert mails(20) == []


def test_who_writes_without_a_pause_is_told_of_after_ten_minutes(case):
    for minute in range(1, 12):
        say(case, minute)
    [mail] = mails(11.5)
    assert mail.kind == "reporter_wrote"


def test_what_others_assign_is_told_and_what_one_takes_is_not(amir, ada, case):
    assert mails(10) == []
    with after(11):
        others = [make_ticket(f"Case {number}") for number in range(3)]
        for ticket in others[:2]:
            assign(ticket=ticket, assignee=amir, by=ada)
        assign(ticket=others[2], assignee=amir, by=amir)
    [mail] = mails(15)
    assert (mail.kind, mail.subject) == ("case_assigned", "2 cases were assigned to you")
    assert mail.text.count("Assigned by Ada") == 2
    assert others[2].ref not in mail.text
    assert "/console/inbox/" in mail.html


@pytest.mark.parametrize("moot", ["answered", "closed", "handed_on", "no_longer_staff"])
def test_what_is_no_news_any_more_is_not_told(case, amir, ada, moot):
    say(case, 1)
    with after(2):
        drain()
        case.refresh_from_db()
        if moot == "answered":
            reply(ticket=case, author=amir, body="Here.")
        elif moot == "closed":
            close_ticket(ticket=case, by=ada, reason=Reason.NO_REPLY_NEEDED)
        elif moot == "handed_on":
            assign(ticket=case, assignee=ada, by=ada)
        else:
            amir.is_active = False
            amir.save()
    assert mails(20) == []
    assert PendingNews.objects.filter(person_id=amir.pk).count() == 0


def test_machines_are_no_news(case, amir, settings):
    settings.MAIL_ADDRESS = "help@example.org"
    with after(1):
        receipt = Delivery.objects.get(kind="case_receipt")
        receive(bounce(receipt.message_id, "rosa@example.org"))
        automatic = {"Auto-Submitted": "auto-replied", "In-Reply-To": receipt.message_id}
        receive(letter("I am on leave.", **automatic))
        drain()
    assert mails(20) == []
    assert PendingNews.objects.count() == 0


def test_whoever_is_away_is_told_when_back(case, amir):
    say(case, 1)
    with after(2):
        drain()
        Absence.objects.create(person=amir, starts_at=clock.now(), ends_at=clock.now() + timedelta(hours=3))
    assert mails(60) == []
    assert PendingNews.objects.count() == 1
    [mail] = mails(190)
    assert case.ref in mail.subject


@pytest.mark.parametrize(("wish", "kinds"), [("mail_on_assignment", ["reporter_wrote"]), ("mail_on_message", [])])
def test_each_sort_can_be_switched_off(case, amir, ada, wish, kinds):
    setattr(amir, wish, False)
    amir.save()
    say(case, 1)
    with after(2):
        assign(ticket=make_ticket("Another"), assignee=amir, by=ada)
    expected = kinds or ["case_assigned"]
    assert [mail.kind for mail in mails(10)] == expected
    assert PendingNews.objects.count() == 0


def test_nobody_gets_more_than_the_house_sends_and_nothing_is_lost(case, amir):
    with after(1):
        queue_deliveries(
            Mail(key=f"k{number}", kind="targets", to=amir.email, subject="s", text="t", language="en")
            for number in range(3)
        )
    say(case, 2)
    assert mails(30) == []
    assert PendingNews.objects.count() == 1
    [mail] = mails(62)
    assert (mail.kind, mail.state) == ("reporter_wrote", "kept")


def test_news_leave_room_for_what_cannot_wait(amir, ada, case):
    """A mail of late cases, or a digest, that is held back is never sent: news, which can wait, are told later."""
    say(case, 1)
    with after(2):
        assign(ticket=make_ticket("Another"), assignee=amir, by=ada)
    assert [mail.kind for mail in mails(10)] == ["reporter_wrote", "case_assigned"]
    say(case, 11)
    assert mails(20) == []
    with after(21):
        queue_deliveries([Mail(key="late", kind="targets", to=amir.email, subject="s", text="t", language="en")])
    assert Delivery.objects.get(key="late").reason == "no_server"
    assert [mail.kind for mail in mails(85)] == ["reporter_wrote"]


def test_a_replay_and_a_second_run_tell_nothing_twice(case):
    say(case, 1)
    with after(2):
        drain()
    [row] = PendingNews.objects.all()
    assert len(mails(10)) == 1
    row.pk = None
    row.save()
    with after(11):
        assert mail_news(write=lambda news, _key, wording: news_mail(news, "the same key", wording)) == 1
        row.pk = None
        row.save()
        mail_news(write=lambda news, _key, wording: news_mail(news, "the same key", wording))
    assert Delivery.objects.filter(key="the same key").count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_cost_does_not_grow_with_the_cases(amir, ada, count, django_assert_num_queries):
    with after(0):
        for number in range(count):
            assign(ticket=make_ticket(f"Case {number}"), assignee=amir, by=ada)
        drain()
    with after(10), django_assert_num_queries(18):
        send_news()


def test_the_wishes_are_on_the_profile_page(client_for, amir, rosa):
    client = client_for(amir)
    page = client.get("/console/profile/").content.decode()
    assert page.count("checked") >= 2
    wish = {"name": "Amir", "language": "en", "timezone": "UTC", "mail_on_message": "on"}
    assert client.post("/console/profile/", wish).status_code == 303
    amir.refresh_from_db()
    assert (amir.mail_on_assignment, amir.mail_on_message) == (False, True)
    assert "mail_on_message" not in client_for(rosa).get("/console/profile/").content.decode()


def test_programs_set_the_wishes(client_for, amir):
    client = client_for(amir)
    kind = {"content_type": "application/json"}
    kept = client.patch("/api/profile/", {"mail_on_message": False}, **kind).json()
    assert (kept["mail_on_assignment"], kept["mail_on_message"], kept["name"]) == (True, False, "Amir")
    amir.refresh_from_db()
    assert (amir.mail_on_assignment, amir.mail_on_message) == (True, False)
