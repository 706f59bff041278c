"""What happens when the servers behind us are away."""

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection

from feedback_site.kit.cache import ForgivingCache


@pytest.fixture
def cache_away(monkeypatch, servers):
    monkeypatch.setattr(cache._cache, "_servers", ["redis://127.0.0.1:1/0"])
    monkeypatch.setattr(cache._cache, "_pools", {})
    monkeypatch.setattr(ForgivingCache, "_paused_until", 0.0)


def test_a_healthy_node_says_so(db, sam):
    response = sam.get("/health/")
    assert (response.status_code, response.json()) == (200, {"database": True, "broker": True})
    assert "no-store" in response["Cache-Control"]


def test_a_lost_broker_is_told_but_no_failure(db, sam, cache_away):
    response = sam.get("/health/")
    assert (response.status_code, response.json()) == (200, {"database": True, "broker": False})


def test_a_lost_database_is_a_failure(db, sam, monkeypatch):
    def refuse():
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        response = sam.get("/health/")
    assert (response.status_code, response.json()["database"]) == (503, False)


def test_the_cache_remembers(servers):
    assert (cache.get("a", "nothing"), cache.add("a", 1), cache.add("a", 2), cache.get("a")) == (
        "nothing",
        True,
        False,
        1,
    )
    cache.set("a", 3)
    assert (cache.incr("a"), cache.delete("a"), cache.delete("a")) == (4, True, False)
    with pytest.raises(ValueError, match="a"):
        cache.incr("a")


def test_without_a_server_nothing_is_found_and_all_may_be_added(cache_away):
    cache.set("a", 1)
    assert (cache.get("a", "nothing"), cache.add("a", 1), cache.add("a", 1), cache.delete("a")) == (
        "nothing",
        True,
        True,
        False,
    )
    with pytest.raises(ValueError, match="a"):
        cache.incr("a")


def test_after_a_failure_the_cache_is_left_alone_for_a_while(cache_away, monkeypatch):
    cache.get("a")
    monkeypatch.setattr(cache._cache, "get", lambda *_: pytest.fail("asked again"))
    assert cache.get("a", "nothing") == "nothing"


def test_the_cache_is_asked_through_one_client():
    client = cache._cache.get_client(None, write=True)
    assert cache._cache.get_client("key") is client
