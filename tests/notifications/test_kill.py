"""A worker killed, a broker emptied, a database restarted: all is done in the end, and done once."""

import signal
from collections import Counter

import pytest
import redis

from tests.notifications.stage import eventually, staged

RINGS = 150
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def servers_of_our_own(tmp_path_factory, mail_controller):
    with staged(tmp_path_factory.mktemp("stage"), mail_controller.port) as stage:
        yield stage


@pytest.fixture
def stage(servers_of_our_own, letterbox):
    """The stage with so many rings on it, before the worker enters."""
    stage = servers_of_our_own
    stage.clear()
    stage.run("tests.notifications.scene.ring", str(RINGS))
    yield stage
    stage.worker.end()


def counted(stage):
    return (stage.ask("SELECT count FROM scene_tally") or (0,))[0]


def sent(stage):
    return stage.ask("SELECT count(*) FROM notifications_delivery WHERE state = 'sent'")[0]


def in_the_middle(stage):
    """Wait until some events are counted, and not all."""
    eventually(lambda: counted(stage))
    assert counted(stage) < RINGS, "the worker was too quick for the test"


def all_is_well(stage, letterbox, *, twice):
    """All recovered: each event counted once, each mail sent; at most `twice` of them were handed over again."""
    eventually(lambda: stage.look_after() or sent(stage) == RINGS, tell=stage.worker_log)
    assert stage.ask("SELECT count, (SELECT count(*) FROM notifications_loggedevent) FROM scene_tally") == (
        RINGS,
        RINGS,
    )
    assert stage.ask("SELECT count(*), count(DISTINCT key) FROM notifications_delivery") == (RINGS, RINGS)
    assert stage.ask("SELECT count(*) FROM notifications_delivery WHERE state <> 'sent'") == (0,)
    assert stage.ask("SELECT count(*) FROM notifications_parkedevent") == (0,)
    handed_over = Counter(mail.content.decode().split("Message-ID: ")[1].split()[0] for mail in letterbox.mails)
    assert len(handed_over) == RINGS
    assert max(handed_over.values()) <= 2
    assert sum(handed_over.values()) - RINGS <= twice


def test_a_worker_killed_in_the_middle_of_a_batch(stage, letterbox):
    stage.worker.start()
    in_the_middle(stage)
    stage.worker.end(signal.SIGKILL)
    before = counted(stage)
    assert 0 < before < RINGS
    stage.worker.start()
    all_is_well(stage, letterbox, twice=2)  # one for each process that was about to note "sent"


def test_a_broker_emptied(stage, letterbox):
    broker = redis.Redis.from_url(stage.valkey.url)
    broker.flushall()  # the wake-ups of all that has rung so far
    stage.worker.start()
    in_the_middle(stage)
    broker.flushall()
    broker.close()
    all_is_well(stage, letterbox, twice=0)


def test_a_broker_restarted(stage, letterbox):
    stage.worker.start()
    in_the_middle(stage)
    stage.broker.end(signal.SIGKILL)
    stage.start_broker()
    all_is_well(stage, letterbox, twice=0)


def test_a_database_that_crashes(stage, letterbox):
    stage.worker.start()
    in_the_middle(stage)
    stage.database.end(signal.SIGQUIT)  # all connections are cut, all transactions are lost
    stage.start_database()
    all_is_well(stage, letterbox, twice=2)
