"""The process that runs one embedded server for as long as anybody uses it.

Users hold a shared lock. The keeper waits for the exclusive one, which the kernel grants when the
last user has gone, however it went: so a killed user leaves no orphan and needs no clean-up.
"""

from __future__ import annotations

import fcntl
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from feedback_site.embedded.files import is_held, lock, locked
from feedback_site.embedded.server import LOG_LIMIT, Server, ServerError, started_as

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
POLL = 0.02
_spawned: list[subprocess.Popen[bytes]] = []  # until they have ended, so that none is left a zombie


@contextmanager
def use(server: Server) -> Iterator[Server]:
    """Have the server running for the length of a block; leave it to others if there are any."""
    server.directory.mkdir(parents=True, exist_ok=True)
    try:
        with locked(server.users_lock, fcntl.LOCK_SH):
            ensure(server)
            yield server
    finally:
        _see_it_stop(server)


def ensure(server: Server) -> None:
    """Start the server unless it runs; the caller already holds it by `use`."""
    keeper: subprocess.Popen[bytes] | None = None
    deadline = time.monotonic() + PATIENCE
    while not is_running(server):
        if keeper is None and not is_held(server.keeper_lock):
            keeper = _spawn(server)
        elif keeper is not None and keeper.poll() is not None:
            if keeper.returncode:
                raise _failure(server)
            keeper = None  # somebody else's was quicker
        if time.monotonic() > deadline:
            raise _failure(server)
        time.sleep(POLL)


def is_running(server: Server) -> bool:
    """Whether the server answers and somebody looks after it."""
    return is_held(server.ready_lock)


def _see_it_stop(server: Server) -> None:
    def others_use_it() -> bool:
        return is_held(server.users_lock, against=fcntl.LOCK_EX) and not is_held(server.users_lock)

    deadline = time.monotonic() + PATIENCE
    with suppress(FileNotFoundError):  # a throw-away server takes its folder with it
        while is_held(server.keeper_lock) and not others_use_it() and time.monotonic() < deadline:
            time.sleep(POLL)
    _spawned[:] = [process for process in _spawned if not _has_ended(process)]


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    with suppress(subprocess.TimeoutExpired):
        process.wait(5 * POLL)
    return process.returncode is not None


def _spawn(server: Server) -> subprocess.Popen[bytes]:
    if server.log.exists() and server.log.stat().st_size > LOG_LIMIT:
        server.log.write_bytes(b"")
    arguments = [server.name, str(server.directory), *(["throwaway"] if server.throwaway else [])]
    with server.log.open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "feedback_site.embedded", *arguments],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # a Ctrl-C in the terminal is for the users, not for us
        )
    _spawned.append(process)
    return process


def _failure(server: Server) -> ServerError:
    tail = "\n".join(server.log.read_text(errors="replace").splitlines()[-15:])
    return ServerError(f"{server.title} did not start. The end of its log ({server.log}):\n{tail}")


def keep(server: Server) -> None:
    """Run the server until its last user has gone."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    lock(server.keeper_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    server.prepare()
    command = started_as(server.command(), dies_with_us=server.stop_signal, uid=server.uid)
    child = subprocess.Popen(command)
    try:
        _await_answer(server, child)
        lock(server.ready_lock, fcntl.LOCK_EX)
        signal.signal(signal.SIGCHLD, lambda *_: sys.exit(f"{server.title} stopped by itself."))
        if child.poll() is not None:
            sys.exit(f"{server.title} stopped as soon as it had started.")
        lock(server.users_lock, fcntl.LOCK_EX)
    finally:
        _stop(server, child)


def _await_answer(server: Server, child: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not server.answers():
        if child.poll() is not None or time.monotonic() > deadline:
            sys.exit(f"{server.title} does not answer.")
        time.sleep(POLL)


def _stop(server: Server, child: subprocess.Popen[bytes]) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    if child.poll() is None:
        child.send_signal(server.stop_signal)
    try:
        child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    server.clear_up()
