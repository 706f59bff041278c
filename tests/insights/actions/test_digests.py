"""Digests go out on Monday at nine where the person lives, each window once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from accounts.models import User
from feedback_site.kit import clock
from insights.actions.choose_digests import choose_digests
from insights.actions.send_digest_now import send_digest_now
from insights.actions.send_due_digests import send_due_digests
from insights.models import Digest, DigestPlan
from insights.tasks import send_due_digests as task
from notifications.models import Delivery
from tests.insights.conftest import at
from tests.support.drain import drain

SUNDAY = at("2026-11-22 12:00 Asia/Shanghai")
MONDAY = at("2026-11-23 09:00 Asia/Shanghai")


def tick(moment):
    with clock.at(moment):
        return send_due_digests()


def told(person):
    found = Digest.objects.filter(recipient=person).order_by("period_start")
    return [(digest.period_start, digest.period_end) for digest in found]


def test_not_before_nine_and_once_after(max_):
    ticks = [tick(moment) for moment in (SUNDAY, MONDAY - timedelta(seconds=1), MONDAY, MONDAY, MONDAY)]
    assert ticks == [0, 0, 1, 0, 0]
    assert told(max_) == [(at("2026-11-16 00:00 Asia/Shanghai"), at("2026-11-23 00:00 Asia/Shanghai"))]
    assert DigestPlan.objects.get().next_due_at == MONDAY + timedelta(days=7)


def test_each_in_their_own_zone(make_user):
    people = {
        make_user(name, "manager", timezone=zone): (zone, due)
        for name, zone, due in (
            ("Mei", "Asia/Shanghai", at("2026-10-26 09:00 Asia/Shanghai")),
            ("Kurt", "Europe/Berlin", at("2026-10-26 09:00 Europe/Berlin")),
            ("Nora", "America/New_York", at("2026-10-26 09:00 America/New_York")),
        )
    }
    tick(at("2026-10-23 12:00 UTC"))
    for person, (zone, due) in people.items():
        assert tick(due - timedelta(seconds=1)) == 0
        assert tick(due) == 1
        assert told(person) == [(at(f"2026-10-19 00:00 {zone}"), at(f"2026-10-26 00:00 {zone}"))]
    kurt = told(User.objects.get(name="Kurt"))[0]
    assert kurt[1] - kurt[0] == timedelta(hours=7 * 24 + 1)


def test_nine_stays_nine_through_both_clock_changes(make_user):
    make_user("Kurt", "manager", timezone="Europe/Berlin")
    for before, due in (
        ("2026-03-23 12:00 UTC", "2026-03-30 07:00 UTC"),
        ("2026-10-19 12:00 UTC", "2026-10-26 08:00 UTC"),
    ):
        DigestPlan.objects.all().delete()
        assert tick(at(before)) == 0
        assert DigestPlan.objects.get().next_due_at == at(due)


def test_a_late_run_sends_one_for_the_last_week_and_no_storm(max_):
    tick(SUNDAY)
    late = MONDAY + timedelta(days=24)
    assert [tick(late), tick(late)] == [1, 0]
    assert told(max_) == [(at("2026-12-07 00:00 Asia/Shanghai"), at("2026-12-14 00:00 Asia/Shanghai"))]
    assert DigestPlan.objects.get().next_due_at == at("2026-12-21 09:00 Asia/Shanghai")


def test_a_run_so_late_that_the_week_is_over_tells_of_no_week_twice(max_):
    tick(SUNDAY)
    next_monday = MONDAY + timedelta(days=7)
    assert [tick(next_monday - timedelta(hours=1)), tick(next_monday)] == [1, 0]


def test_who_moves_gets_it_at_nine_in_the_new_place(max_):
    tick(SUNDAY)
    max_.timezone = "Europe/Berlin"
    max_.save()
    assert tick(MONDAY) == 0
    assert DigestPlan.objects.get().next_due_at == at("2026-11-23 09:00 Europe/Berlin")
    assert tick(at("2026-11-23 09:00 Europe/Berlin")) == 1


def test_who_moves_after_it_came_gets_no_second_one(max_):
    tick(SUNDAY)
    tick(MONDAY)
    max_.timezone = "America/New_York"
    max_.save()
    assert tick(at("2026-11-23 09:00 America/New_York")) == 0
    assert DigestPlan.objects.get().next_due_at == at("2026-11-30 09:00 America/New_York")


def test_who_moves_while_it_is_late_still_gets_it(max_):
    tick(SUNDAY)
    max_.timezone = "Asia/Tokyo"
    max_.save()
    assert tick(MONDAY + timedelta(hours=5)) == 1


def test_only_those_who_may_and_want(max_, ada, amir, rosa):
    choose_digests(recipient=ada, wanted=False)
    tick(SUNDAY)
    assert set(DigestPlan.objects.values_list("recipient__name", flat=True)) == {"Ada", "Max"}
    assert tick(MONDAY) == 1
    User.objects.filter(pk=max_.pk).update(role="agent")
    assert tick(MONDAY + timedelta(days=7)) == 0


def test_who_comes_back_gets_the_next_one_only(max_):
    tick(SUNDAY)
    choose_digests(recipient=max_, wanted=False)
    assert tick(MONDAY + timedelta(days=20)) == 0
    with clock.at(MONDAY + timedelta(days=20)):
        choose_digests(recipient=max_, wanted=True)
    assert tick(MONDAY + timedelta(days=20)) == 0
    assert tick(MONDAY + timedelta(days=21)) == 1


def test_one_now_is_one_a_minute(max_):
    with clock.at(SUNDAY):
        assert [send_digest_now(recipient=max_) for _ in range(2)] == [True, False]
    with clock.at(SUNDAY + timedelta(minutes=1)):
        assert send_digest_now(recipient=max_)
    assert told(max_)[0] == (
        SUNDAY + timedelta(minutes=1) - timedelta(days=7),
        SUNDAY + timedelta(minutes=1),
    )


def test_the_mail_is_written_once_even_when_the_event_is_read_again(max_):
    from insights.subscribers import mail_digests
    from notifications.models import LoggedEvent
    from notifications.queries.settled_events import recorded

    tick(SUNDAY)
    tick(MONDAY)
    drain()
    ids = LoggedEvent.objects.filter(name="insights.digest_issued").values_list("id", flat=True)
    mail_digests(recorded(list(ids)))
    mail = Delivery.objects.get(kind="digest")
    assert (mail.key, mail.to) == (f"digest:{Digest.objects.get().pk}", max_.email)


def test_the_task_does_the_same(max_):
    with clock.at(SUNDAY):
        assert task() == 0
    with clock.at(MONDAY):
        assert task() == 1


@pytest.mark.django_db(transaction=True)
def test_four_workers_at_once_issue_one_each(make_user):
    people = [make_user(f"Max{n}", "manager") for n in range(6)]
    tick(SUNDAY)
    start, issued = threading.Barrier(4), []

    def work():
        try:
            start.wait()
            issued.append(tick(MONDAY))
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(issued), sum(issued)) == (4, 6)
    assert [len(told(person)) for person in people] == [1] * 6


def test_a_time_zone_that_does_not_exist_stops_nobodys_digest(make_user):
    """Nothing in the database forbids one; the site's own stands in for it."""
    good = make_user("Good", "manager", timezone="Asia/Shanghai")
    odd = [make_user(f"Odd{n}", "manager", timezone=name) for n, name in enumerate(["Mars/Phobos", "../x", "Asia", ""])]
    with clock.at(MONDAY - timedelta(days=1)):
        send_due_digests()
    with clock.at(MONDAY + timedelta(days=1)):
        assert send_due_digests() == 5
        assert send_due_digests() == 0
    assert set(Digest.objects.values_list("recipient", flat=True)) == {person.pk for person in [good, *odd]}
