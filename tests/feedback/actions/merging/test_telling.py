"""Both reporters are told and answered; neither ever sees what the other wrote."""

import pytest
from django.test import Client
from django.utils import timezone

from feedback.actions.merging.merge import merge
from feedback.actions.merging.undo_merge import undo_merge
from feedback.actions.reply import Crossed, reply
from feedback.actions.resolve import resolve
from feedback.actions.write_as_customer import write_as_customer
from feedback.actions.write_note import write_note
from feedback.models import Ticket
from feedback.queries.private_links import claim_token
from feedback.queries.thread import timeline
from feedback.rules.names import Status
from notifications.models import Delivery
from tests.factories.feedback import make_ticket
from tests.support.drain import drain
from tests.support.replaying import assert_replays

pytestmark = pytest.mark.django_db
ROSAS, TOMS = "Rosas Geheimnis", "汤姆的秘密"


@pytest.fixture
def pair():
    rosas = make_ticket(ROSAS, name="Rosa", email="rosa@example.org")
    toms = make_ticket(TOMS, name="Tom", email="tom@example.org", language="zh-hans")
    drain()
    Delivery.objects.all().delete()
    return rosas, toms


def private_page(ticket):
    return Client().get(f"/feedback/case/{claim_token(ticket)}/").content.decode()


def mails():
    drain()
    return [(m.kind, m.to, m.language) for m in Delivery.objects.order_by("to", "id")]


def test_both_are_told_in_their_own_language_and_answered(pair, amir):
    rosas, toms = pair
    reply(ticket=toms, author=amir, body="Only for Tom.")
    drain()
    Delivery.objects.all().delete()
    merge(source=rosas, target=toms, by=amir)
    assert mails() == [("merge", "rosa@example.org", "en"), ("merge", "tom@example.org", "zh-hans")]
    reply(ticket=toms, author=amir, body="For both.")
    write_note(ticket=toms, author=amir, body="A note.")
    assert [one for one in mails() if one[0] == "ticket_reply"] == [
        ("ticket_reply", "rosa@example.org", "en"),
        ("ticket_reply", "tom@example.org", "zh-hans"),
    ]
    for mail in Delivery.objects.filter(to="rosa@example.org"):
        assert not {TOMS, toms.ref, claim_token(toms), "Tom"} & {w for w in (TOMS, toms.ref, "Tom") if w in mail.text}
        assert claim_token(rosas) in mail.text + mail.html
    hers, his = private_page(rosas), private_page(toms)
    assert ("For both." in hers, "For both." in his) == (True, True)
    assert (ROSAS in hers, TOMS in hers) == (True, False)
    assert (ROSAS in his, TOMS in his) == (False, True)
    assert "Only for Tom." not in hers
    assert "A note." not in hers + his
    assert toms.ref not in hers
    assert rosas.ref not in his


def test_one_person_with_two_cases_is_told_and_answered_once(amir):
    first, second = (make_ticket(email="rosa@example.org") for _ in range(2))
    drain()
    Delivery.objects.all().delete()
    merge(source=second, target=first, by=amir)
    reply(ticket=first, author=amir, body="Yes.")
    assert sorted(kind for kind, *_ in mails()) == ["merge", "ticket_reply"]


def test_undoing_is_told_too(pair, amir):
    rosas, toms = pair
    merge(source=rosas, target=toms, by=amir)
    undo_merge(ticket=rosas, by=amir)
    assert sorted(kind for kind, *_ in mails()) == ["merge", "merge", "merge_undone", "merge_undone"]
    assert "handled together" not in private_page(rosas).lower()


def test_whoever_writes_on_the_merged_case_is_heard_where_it_goes_on(pair, amir):
    rosas, toms = pair
    merge(source=rosas, target=toms, by=amir)
    seen = max(line.message.pk for line in timeline(toms) if line.message)
    message = write_as_customer(ticket=rosas, body="Rosa again.")
    assert message.ticket == rosas
    with pytest.raises(Crossed):
        reply(ticket=toms, author=amir, body="Crossing", seen_id=seen)
    reply(ticket=toms, author=amir, body="Answer", then_resolve=True)
    write_as_customer(ticket=Ticket.objects.get(pk=rosas.pk), body="Not solved.")
    toms.refresh_from_db()
    assert (toms.status, toms.wait_started_at is None) == (Status.OPEN, False)
    assert "Not solved." in private_page(rosas)
    assert "Not solved." not in private_page(toms)
    said = [(line.message.body, line.badge) for line in timeline(toms) if line.message]
    assert said == [
        (ROSAS, rosas.ref),
        (TOMS, ""),
        ("Rosa again.", rosas.ref),
        ("Answer", ""),
        ("Not solved.", rosas.ref),
    ]
    assert_replays(toms)
    assert_replays(rosas)


def test_after_the_window_a_new_case_follows_the_own_one(pair, amir, settings):
    settings.REOPEN_DAYS = -1
    rosas, toms = pair
    merge(source=rosas, target=toms, by=amir)
    reply(ticket=toms, author=amir, body="Done.")
    resolve(ticket=toms, by=amir)
    message = write_as_customer(ticket=rosas, body="Much later.")
    assert message.ticket.follows == rosas
    assert message.ticket.contact == rosas.contact
    assert timezone.is_aware(message.ticket.wait_started_at)
