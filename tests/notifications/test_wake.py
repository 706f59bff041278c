"""Wake-ups: sent after the commit, merged, and lost without harm."""

import time

import pytest
from celery import Celery, current_app
from django.core.cache import cache
from django.db import connection, transaction

from feedback_site import celery
from feedback_site.kit import cache as kit_cache
from feedback_site.kit.cache import ForgivingCache
from notifications.event_log import record
from notifications.models import LoggedEvent
from tests.notifications.conftest import Happened
from tests.support.ports import free_port
from tests.support.servers import broker


@pytest.fixture(autouse=True)
def fresh_breakers(servers, settings):
    settings.WAKE_WORKERS = True
    celery._paused_until = ForgivingCache._paused_until = 0.0
    yield
    celery._paused_until = ForgivingCache._paused_until = 0.0


@pytest.fixture
def queue(servers):
    """The messages that wait in the real broker."""
    with current_app.connection_for_read(broker().url) as reading:
        channel = reading.default_channel
        channel.client.delete("celery")
        yield lambda: channel.client.llen("celery")
        channel.client.delete("celery")


@pytest.fixture
def broker_away(monkeypatch):
    """Broker and cache at an address where nobody listens."""
    nowhere = f"redis://127.0.0.1:{free_port()}/0"
    lost = Celery("lost", set_as_current=False)
    lost.conf.update(broker_url=nowhere, broker_transport_options=celery.app.conf.broker_transport_options)
    monkeypatch.setattr(celery, "app", lost)
    monkeypatch.setattr(cache._cache, "_servers", [nowhere])
    monkeypatch.setattr(cache._cache, "_pools", {})
    return nowhere


@pytest.fixture
def times_missed(monkeypatch, caplog):
    """How often broker and cache were asked in vain, in a minute that does not end."""
    monkeypatch.setattr(celery, "PAUSE_AFTER_FAILURE", 60.0)
    monkeypatch.setattr(kit_cache, "PAUSE_AFTER_FAILURE", 60.0)

    def count():
        told = caplog.text
        return told.count("broker_unreachable"), told.count("cache_unreachable")

    return count


@pytest.mark.django_db(transaction=True)
def test_a_commit_wakes_a_worker_and_a_rollback_does_not(queue):
    with transaction.atomic():
        record(Happened(number=1))
        assert queue() == 0
    assert queue() == 1
    celery.awake(celery.READ_EVENTS)
    with transaction.atomic():
        record(Happened(number=2))
        transaction.set_rollback(True)
    assert queue() == 1


@pytest.mark.django_db(transaction=True)
def test_wake_ups_are_merged_until_a_worker_awakes(queue, monkeypatch):
    monkeypatch.setattr(celery, "WAKE_WINDOW", 60.0)
    for _ in range(5):
        with transaction.atomic():
            record(Happened(number=1))
    assert queue() == 1
    celery.awake(celery.READ_EVENTS)
    with transaction.atomic():
        record(Happened(number=1))
    assert queue() == 2


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_a_change_is_as_good_and_waits_for_it_once(broker_away, times_missed):
    for number in range(20):
        with transaction.atomic():
            record(Happened(number=number))
    assert LoggedEvent.objects.count() == 20
    assert times_missed() == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_requests_wait_for_it_once(broker_away, ada, client_for, times_missed):
    client = client_for(ada)
    for label in ("export", "import"):
        response = client.post("/console/profile/tokens/", {"label": label})
        assert response.status_code == 201
    assert times_missed() == (1, 1)


def test_after_a_failure_nobody_asks_again_for_a_while(broker_away, times_missed):
    celery.wake(celery.READ_EVENTS)
    until = celery._paused_until
    assert until > time.monotonic()
    celery.wake(celery.READ_EVENTS)
    assert (celery._paused_until, times_missed()) == (until, (1, 1))


def test_awake_does_not_mind_a_lost_cache(broker_away):
    celery.awake(celery.READ_EVENTS)


def test_what_goes_wrong_after_the_commit_is_not_the_callers_trouble(transactional_db, monkeypatch):
    def explode(task):
        raise RuntimeError

    monkeypatch.setattr(celery, "wake", explode)
    with transaction.atomic():
        record(Happened(number=1))
    assert not connection.in_atomic_block
    assert LoggedEvent.objects.count() == 1
