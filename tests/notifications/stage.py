"""Real servers and a real worker for the kill tests, each to be killed at will."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from feedback_site.embedded import Postgres, Valkey
from feedback_site.embedded.server import started_as

ROOT = Path(__file__).resolve().parents[2]
WORKER = ["-m", "celery", "-A", "feedback_site.celery", "worker", "-B", "-c", "2", "--loglevel", "WARNING"]
WORKER += ["--without-gossip", "--without-mingle"]


def eventually(what, within=60.0, tell=lambda: ""):
    """Wait until `what()` is true; return it."""
    deadline = time.monotonic() + within
    while not (found := what()):
        assert time.monotonic() < deadline, f"not within {within} s\n{tell()[-3000:]}"
        time.sleep(0.05)
    return found


class Process:
    """A program with its children, in a group of their own."""

    def __init__(self, command, log, **options):
        self.command, self.log, self.options = command, log, options
        self.child = None

    def start(self):
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                self.command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True, **self.options
            )

    def end(self, how=signal.SIGKILL):
        if self.child is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.child.pid, how)
        self.child.wait(timeout=60)
        self.child = None


class Stage:
    """A database, a broker, a worker, and what the database says of them."""

    def __init__(self, folder, mail_port):
        self.folder = folder
        self.postgres = Postgres(folder / "postgres", throwaway=True)
        self.valkey = Valkey(folder / "valkey", throwaway=True)
        for server in (self.postgres, self.valkey):
            server.directory.mkdir(parents=True)
            server.prepare()
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("PYTEST")},
            "DJANGO_SETTINGS_MODULE": "tests.notifications.scene.settings",
            "DATABASE_URL": self.postgres.url,
            "BROKER_URL": self.valkey.url,
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "SECRET_KEY": "only-for-tests",
            "DELIVERY_LEASE_SECONDS": "2",
            "LOG_FORMAT": "json",
        }
        # A throw-away server may forget its last commits in a crash; here that is what is tested.
        database = [*self.postgres.command(), "-c", "synchronous_commit=on"]
        self.database = self._process(started_as(database, uid=self.postgres.uid), "postgres.log")
        self.broker = self._process(self.valkey.command(), "valkey.log")
        beat = ["-s", str(folder / "beat")]
        self.worker = self._process([sys.executable, *WORKER, *beat], "worker.log", env=self.environment, cwd=ROOT)

    def _process(self, command, log, **options):
        return Process(command, self.folder / log, **options)

    def start_database(self):
        self.database.start()
        eventually(self.postgres.answers)

    def start_broker(self):
        self.broker.start()
        eventually(self.valkey.answers)

    def look_after(self):
        """Start the worker again if it fell over, as every supervisor does: kombu may when its broker dies."""
        if self.worker.child.poll() is not None:
            self.worker.end()
            self.worker.start()

    def clear(self):
        """Forget what an earlier test left, logs included."""
        with psycopg.connect(self.postgres.url, autocommit=True) as connection:
            connection.execute("TRUNCATE notifications_loggedevent, notifications_parkedevent, notifications_delivery")
            connection.execute("TRUNCATE scene_tally")
            connection.execute("UPDATE notifications_bookmark SET xid = '0', event_id = 0")
        (self.folder / "worker.log").unlink(missing_ok=True)

    def run(self, *arguments):
        subprocess.run(
            [sys.executable, "-m", *arguments], env=self.environment, cwd=ROOT, check=True, capture_output=True
        )

    def ask(self, statement):
        """One row of an answer."""
        with psycopg.connect(self.postgres.url, autocommit=True) as connection:
            return connection.execute(statement).fetchone()

    def worker_log(self):
        return (self.folder / "worker.log").read_text(errors="replace")


@contextmanager
def staged(folder, mail_port):
    """Servers that run and a database with its tables; nothing is left of them afterwards."""
    stage = Stage(folder, mail_port)
    try:
        stage.start_database()
        stage.start_broker()
        stage.run("django", "migrate", "--run-syncdb", "-v", "0")
        yield stage
    finally:
        stage.worker.end()
        stage.broker.end()
        stage.database.end(signal.SIGQUIT)
