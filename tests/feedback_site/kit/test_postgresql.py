"""The pool gives out no connection from before a restart, and asks the server nothing to know that."""

import pytest
from django.db import connection, connections
from psycopg import OperationalError

from feedback_site.kit.postgresql.base import DatabaseWrapper, is_lost


@pytest.fixture
def pooled(transactional_db):
    """A connection of our own over a pool of one."""
    options = connections.settings["default"]["OPTIONS"] | {"pool": {"min_size": 1, "max_size": 1}}
    settings = connections.settings["default"] | {"OPTIONS": options, "NAME": connection.settings_dict["NAME"]}
    connections["pooled"] = wrapper = DatabaseWrapper(settings, alias="pooled")
    yield wrapper
    wrapper.close()
    wrapper.close_pool()
    del connections["pooled"]


def backend_of(wrapper):
    with wrapper.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def terminate(pid):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_the_same_connection_is_taken_again(pooled):
    first = backend_of(pooled)
    pooled.close()
    assert backend_of(pooled) == first


def test_a_connection_that_the_server_closed_is_replaced(pooled):
    first = backend_of(pooled)
    pooled.close()
    terminate(first)
    assert backend_of(pooled) != first


def test_what_the_server_says_of_itself_is_no_loss(pooled):
    first = backend_of(pooled)
    other = pooled.connection
    other.execute("LISTEN news")
    with connection.cursor() as cursor:
        cursor.execute("NOTIFY news")
    assert not is_lost(other)
    terminate(first)
    assert is_lost(other)
    with pytest.raises(OperationalError):
        other.execute("SELECT 1")
