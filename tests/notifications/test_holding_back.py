"""At most three automatic mails an hour to one address, and none where none is wanted or taken."""

from datetime import timedelta

import pytest

from feedback_site.kit import clock
from notifications.actions.mark_undeliverable import lift_undeliverable, mark_bounced, mark_undeliverable
from notifications.actions.queue_delivery import Mail, queue_deliveries
from notifications.actions.retry_delivery import retry_deliveries
from notifications.actions.send_mail import send_mail
from notifications.models import Delivery, LoggedEvent, Nature, UndeliverableAddress
from tests.support.threads import at_once

ROSA = "rosa@example.org"


def mail(key, **fields):
    return Mail(
        **{"key": key, "kind": "test", "to": ROSA, "subject": "Hello", "text": "Hello", "language": "en"} | fields
    )


def stands(**found):
    return list(Delivery.objects.filter(**found).order_by("pk").values_list("state", "reason"))


QUEUED, TOO_MANY = ("queued", ""), ("suppressed", "too_many")


def test_the_fourth_within_an_hour_is_held_back_whatever_its_kind(mail_server, db):
    queue_deliveries(mail(f"a{n}", kind=f"kind{n}", to=to) for n, to in enumerate([ROSA, ROSA.upper(), ROSA, ROSA]))
    queue_deliveries([mail("b", nature=Nature.ANSWER)])
    assert stands() == [QUEUED] * 3 + [TOO_MANY] * 2
    assert send_mail() == 3


def test_an_hour_later_there_is_room_again(mail_server, db):
    start = clock.now()
    for minutes, key in enumerate("abcd"):
        with clock.at(start + timedelta(minutes=minutes)):
            queue_deliveries([mail(key)])
    with clock.at(start + timedelta(minutes=60)):
        queue_deliveries([mail("e"), mail("f")])
    assert stands() == [QUEUED] * 3 + [TOO_MANY, QUEUED, TOO_MANY]


@pytest.mark.parametrize("nature", [Nature.PERSONAL, Nature.SECURITY, Nature.NOTICE])
def test_people_and_accounts_are_not_counted(mail_server, db, nature):
    queue_deliveries(mail(f"a{n}", nature=nature) for n in range(5))
    queue_deliveries(mail(f"b{n}") for n in range(3))
    assert stands() == [QUEUED] * 8


def test_a_replay_takes_no_room(mail_server, db):
    queue_deliveries([mail("a"), mail("b")])
    queue_deliveries([mail("a"), mail("b"), mail("c")])
    assert stands() == [QUEUED] * 3


def test_other_addresses_do_not_suffer(mail_server, db):
    queue_deliveries(mail(f"{to}{n}", to=f"{to}@example.org") for n in range(4) for to in ("amir", "max"))
    assert stands(to="amir@example.org") == stands(to="max@example.org") == [QUEUED] * 3 + [TOO_MANY]


def test_one_statement_holds_back_a_batch(mail_server, db, django_assert_num_queries):
    with django_assert_num_queries(5):  # savepoint, locks, mails, holding back, release
        queue_deliveries(mail(f"a{n}", to=f"p{n % 40}@example.org") for n in range(200))
    assert (len(stands(state="queued")), len(stands(state="suppressed"))) == (120, 80)


def test_without_a_mail_server_too(db):
    queue_deliveries(mail(f"a{n}") for n in range(4))
    assert stands() == [("kept", "no_server")] * 3 + [TOO_MANY]


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_share_the_same_three(mail_server):
    at_once(*[lambda n=n: queue_deliveries([mail(f"{n}a"), mail(f"{n}b")]) for n in range(8)])
    assert sorted(stands()) == [QUEUED] * 3 + [TOO_MANY] * 13


def test_whoever_sends_it_by_hand_answers_for_it(mail_server, db):
    queue_deliveries(mail(f"a{n}") for n in range(5))
    assert retry_deliveries(Delivery.objects.filter(reason="too_many")) == 2
    assert stands() == [QUEUED] * 5


# ---------------------------------------------------------------- addresses that take no mail
def test_an_address_that_takes_no_mail_gets_none(mail_server, db):
    queue_deliveries([mail("a"), mail("b")])
    Delivery.objects.filter(key="a").update(state="sent", sent_at=clock.now())
    name = Delivery.objects.get(key="a").message_id
    assert mark_undeliverable(f" {ROSA.upper()} ", status="5.1.1", why="No such\r\nuser\0", message_id=name) is True
    assert mark_undeliverable(ROSA, status="5.1.1", why="No such user") is False
    queue_deliveries([mail("c", nature=Nature.PERSONAL), mail("d", nature=Nature.SECURITY)])
    held = ("suppressed", "undeliverable")
    assert stands() == [("bounced", "came_back"), held, held, QUEUED]
    assert Delivery.objects.get(key="a").error == "5.1.1 No such user"
    row = UndeliverableAddress.objects.get()
    assert (row.address, row.status, row.why) == (ROSA, "5.1.1", "No such user")
    (event,) = LoggedEvent.objects.filter(name="notifications.address_undeliverable")
    assert event.payload == {"address_id": row.pk, "status": "5.1.1"}


def test_staff_lift_it(mail_server, ada):
    mark_undeliverable(ROSA, status="5.1.1", why="No such user")
    queue_deliveries([mail("a")])
    assert retry_deliveries(Delivery.objects.all()) == 0
    row = UndeliverableAddress.objects.get()
    assert lift_undeliverable(address_id=row.pk, actor_id=ada.pk) is True
    assert lift_undeliverable(address_id=row.pk, actor_id=ada.pk) is False
    assert retry_deliveries(Delivery.objects.all()) == 1
    queue_deliveries([mail("b")])
    assert stands() == [QUEUED] * 2
    assert LoggedEvent.objects.get(name="notifications.address_lifted").actor_id == ada.pk
    assert mark_undeliverable(ROSA, status="5.1.1", why="again") is True


@pytest.mark.django_db(transaction=True)
def test_no_mail_slips_past_an_address_that_is_being_marked(mail_server):
    queueing = [lambda n=n: queue_deliveries([mail(f"a{n}", nature=Nature.PERSONAL)]) for n in range(6)]
    at_once(*queueing, lambda: mark_undeliverable(ROSA, status="5.1.1", why="No such user"))
    assert stands() == [("suppressed", "undeliverable")] * 6


def test_only_a_mail_of_ours_comes_back(mail_server, make_mail):
    (row,) = make_mail()
    assert mark_bounced(message_id=row.message_id, why="4.2.2 full") is False  # it has not gone out
    send_mail()
    assert mark_bounced(message_id="<nobody@example.org>", why="x") is False
    assert mark_bounced(message_id="", why="x") is False
    assert mark_bounced(message_id=row.message_id, why="4.2.2 full") is True
    row.refresh_from_db()
    assert (row.state, row.reason, row.error, row.sent_at is None) == ("bounced", "came_back", "4.2.2 full", False)


# ---------------------------------------------------------------- domains
def addresses(count, domain):
    return [f"p{n}@{domain}" for n in range(count)]


def test_a_domain_gets_so_many_a_minute_and_the_rest_is_put_off(mail_server, settings, db):
    settings.MAILS_A_MINUTE_TO_ONE_DOMAIN = 3
    start = clock.now()
    with clock.at(start):
        queue_deliveries(mail(f"a{to}", to=to) for to in [*addresses(8, "one.example"), *addresses(2, "Two.example")])
        assert send_mail() == 5
        assert sorted(envelope.rcpt_tos[0].partition("@")[2].lower() for envelope in mail_server.mails) == (
            ["one.example"] * 3 + ["two.example"] * 2
        )
        waiting = Delivery.objects.filter(state="queued")
        assert sorted(waiting.values_list("try_at", "attempts")) == [
            *[(start + timedelta(minutes=1), 0)] * 3,
            *[(start + timedelta(minutes=2), 0)] * 2,
        ]
    with clock.at(start + timedelta(minutes=1, seconds=1)):
        assert send_mail() == 3
    with clock.at(start + timedelta(minutes=2, seconds=2)):
        assert send_mail() == 2


@pytest.mark.django_db(transaction=True)
def test_four_workers_share_the_allowance_of_a_domain(mail_server, settings):
    settings.MAILS_A_MINUTE_TO_ONE_DOMAIN = 20
    queue_deliveries(mail(f"a{to}", to=to) for to in addresses(90, "one.example"))
    assert sum(at_once(*[send_mail] * 4)) == 20
    assert len(mail_server.mails) == 20
