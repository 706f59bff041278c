"""Stopping mails of a sort: looking changes nothing, one click does."""

import pytest
from django.test import Client

from insights.actions.choose_digests import choose_digests
from insights.models import DigestPlan
from notifications.actions.queue_delivery import Mail, queue_deliveries
from notifications.models import Delivery, Refusal, Topic
from notifications.queries.unsubscribing import stop_url
from tests.support.drain import drain


def path(topic=Topic.SURVEY, address="rosa@example.org"):
    return (
        stop_url(topic=topic, address=address).partition("/mail/")[1]
        + stop_url(topic=topic, address=address).partition("/mail/")[2]
    )


def queue(key, **fields):
    base = {"key": key, "kind": "x", "to": "Rosa@example.org", "subject": "a", "text": "a", "language": "en"}
    queue_deliveries([Mail(**base | {"topic": Topic.SURVEY} | fields)])
    return Delivery.objects.get(key=key)


def test_looking_stops_nothing(sam, db):
    page = sam.get(path()).content.decode()
    assert "Stop these mails?" in page
    assert "Invitations to surveys" in page
    assert not Refusal.objects.exists()


def test_one_click_of_a_mail_program_stops_what_waits_and_what_follows(mail_server, db):
    waiting = queue("a")
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(path(), {"List-Unsubscribe": "One-Click"})
    assert (response.status_code, response.content) == (200, b"")
    waiting.refresh_from_db()
    stopped = ("suppressed", "unsubscribed")
    assert (waiting.state, waiting.reason) == stopped
    later = queue("b")
    assert (later.state, later.reason) == stopped
    assert queue("c", topic=Topic.FOLLOW_UP).state == "queued"
    assert queue("d", to="max@example.org").state == "queued"


def test_on_the_page_and_back(sam, db):
    response = sam.post(path())
    assert (response.status_code, response["Location"]) == (303, path())
    assert "You get no more of these mails" in sam.get(path()).content.decode()
    sam.post(path(), {"again": "yes"})
    assert not Refusal.objects.exists()


@pytest.mark.parametrize("token", ["nonsense", "survey.abc~forged", "%00"])
def test_a_link_that_is_not_ours_is_none(sam, db, token):
    assert [sam.get(f"/mail/stop/{token}/").status_code, sam.post(f"/mail/stop/{token}/").status_code] == [404, 404]


def test_a_link_for_one_sort_stops_no_other(sam, db):
    assert sam.post(path().replace("survey.", "digest.")).status_code == 404


def test_whoever_stops_digests_from_a_mail_sees_it_on_the_page_and_may_come_back(sam, max_):
    choose_digests(recipient=max_, wanted=True)
    sam.post(path(Topic.DIGEST, max_.email))
    drain()
    assert DigestPlan.objects.get(recipient=max_).is_wanted is False
    choose_digests(recipient=max_, wanted=True)
    assert queue("d", topic=Topic.DIGEST, to=max_.email).state == "kept"


def test_digests_wanted_again_from_the_link_come_again(sam, max_):
    choose_digests(recipient=max_, wanted=True)
    for wish, wanted in (({}, False), ({"again": "yes"}, True)):
        sam.post(path(Topic.DIGEST, max_.email), wish)
        drain()
        assert DigestPlan.objects.get(recipient=max_).is_wanted is wanted
