"""The embedded servers: shared by their users, gone with the last one, unharmed by a crash."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
import redis

from feedback_site.embedded import Postgres, ServerError, Valkey, keeper, use
from feedback_site.embedded.files import is_held, remembered

ROOT = Path(__file__).resolve().parents[2]
USER = """
import sys, time
from pathlib import Path
from feedback_site.embedded import Postgres, use
with use(Postgres(Path(sys.argv[1]))):
    print("up", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def postgres(tmp_path):
    server = Postgres(tmp_path / "回音 and sons" / "postgres")
    yield server
    assert wait_until(lambda: processes_of(server) == [])


def another_user(server):
    process = subprocess.Popen(
        [sys.executable, "-c", USER, str(server.directory)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == b"up\n"
    return process


def leave(process):
    process.communicate(b"\n", timeout=30)


def processes_of(server):
    """Whatever runs with the server's folder on its command line, zombies aside."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if os.fsencode(server.directory) in words and entry.name != str(os.getpid()):
            found.append(int(entry.name))
    return found


def wait_until(holds, seconds=20):
    deadline = time.monotonic() + seconds
    while not (result := holds()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return result


def remember(server, value):
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS memory (value text)")
        connection.execute("INSERT INTO memory VALUES (%s)", [value])


def memories(server):
    with psycopg.connect(server.url) as connection:
        return [value for (value,) in connection.execute("SELECT value FROM memory")]


def test_keeps_data_from_one_start_to_the_next(postgres):
    with use(postgres):
        remember(postgres, "回音")
    assert processes_of(postgres) == []
    with use(postgres):
        assert memories(postgres) == ["回音"]


def test_runs_until_the_last_of_several_users_has_gone(postgres):
    first, second = another_user(postgres), another_user(postgres)
    leave(first)
    with use(postgres):
        remember(postgres, "still here")
        leave(second)
        assert memories(postgres) == ["still here"]
    assert not keeper.is_running(postgres)


def test_a_killed_user_leaves_no_orphan(postgres):
    user = another_user(postgres)
    user.kill()
    user.communicate()
    assert wait_until(lambda: processes_of(postgres) == [])


def test_recovers_when_everything_is_killed_at_once(postgres):
    user = another_user(postgres)
    remember(postgres, "safe")
    for number in [user.pid, *processes_of(postgres)]:
        with suppress(ProcessLookupError):  # one may end by itself because another just died
            os.kill(number, signal.SIGKILL)
    user.communicate()
    assert wait_until(lambda: not is_held(postgres.keeper_lock))
    with use(postgres):
        assert memories(postgres) == ["safe"]


def test_is_not_misled_by_a_number_that_a_stranger_got(postgres):
    with use(postgres):
        remember(postgres, "safe")
    (postgres.data / "postmaster.pid").write_text(f"{os.getppid()}\n{postgres.data}\n")
    with use(postgres):
        assert memories(postgres) == ["safe"]


def test_can_be_started_again_under_its_users(postgres):
    with use(postgres):
        remember(postgres, "safe")
        os.kill(int((postgres.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        assert wait_until(lambda: not keeper.is_running(postgres))
        keeper.ensure(postgres)
        assert memories(postgres) == ["safe"]


def test_a_path_too_long_for_a_socket_finds_another_place(tmp_path):
    server = Postgres(tmp_path / ("long" * 30) / "postgres", throwaway=True)
    with use(server):
        remember(server, "here")
        assert memories(server) == ["here"]
    assert not server.sockets.exists()


def test_says_why_it_does_not_start(tmp_path):
    server = Postgres(tmp_path / "postgres")
    server.data.mkdir(parents=True)
    (server.data / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServerError, match="did not start"), use(server):
        pass


def test_valkey_wants_its_password_and_takes_another_port_when_its_own_is_taken(tmp_path):
    server = Valkey(tmp_path / "valkey")
    first = server.url
    with use(server):
        assert redis.from_url(first).set("word", "回音")
        with pytest.raises(redis.AuthenticationError):
            redis.from_url(first.replace("redis://:", "redis://:wrong")).ping()
    redis_copy = Valkey(tmp_path / "other")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "address").write_text((tmp_path / "valkey" / "address").read_text())
    with use(server), use(redis_copy):
        assert redis_copy.url != first
        assert redis.from_url(first).get("word") == "回音".encode()


def test_a_remembered_value_is_made_once(tmp_path):
    path = tmp_path / "deep" / "value"
    assert [remembered(path, lambda: "first"), remembered(path, lambda: "second")] == ["first", "first"]
    assert path.stat().st_mode & 0o777 == 0o600
