"""What every embedded server has: a directory of its own, a log, a command, a way to stop."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from abc import ABC, abstractmethod
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from pathlib import Path

LOG_LIMIT = 5_000_000
KEEP_PASSING = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup"]


class ServerError(Exception):
    """An embedded server did not come up; the message says why, for people."""


class Server(ABC):
    """One server in one directory; a `throwaway` one is fast, unsafe and gone at the end."""

    name: ClassVar[str]
    title: ClassVar[str]
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM

    def __init__(self, directory: Path, *, throwaway: bool = False) -> None:
        self.directory = directory
        self.throwaway = throwaway

    @property
    @abstractmethod
    def url(self) -> str:
        """Where clients find it."""

    @abstractmethod
    def prepare(self) -> None:
        """Lay out the directory and clear away what a crash left."""

    @abstractmethod
    def command(self) -> list[str]:
        """The program and its arguments."""

    def clear_up(self) -> None:
        """Remove what need not outlive the process."""
        if self.throwaway:
            shutil.rmtree(self.directory, ignore_errors=True)
            with suppress(OSError):  # others may still be at home there
                self.directory.parent.rmdir()

    @property
    def uid(self) -> int | None:
        """The account that runs it, where that is not ours."""
        return None

    @abstractmethod
    def answers(self) -> bool:
        """Whether it serves by now."""

    @property
    def log(self) -> Path:
        """Kept beside the other logs, or within the directory of a throw-away one."""
        folder = self.directory if self.throwaway else self.directory.parent / "log"
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{self.name}.log"

    @property
    def users_lock(self) -> Path:
        """Shared by everybody who uses the server."""
        return self.directory / "users.lock"

    @property
    def keeper_lock(self) -> Path:
        """Held by the one process that runs the server."""
        return self.directory / "keeper.lock"

    @property
    def ready_lock(self) -> Path:
        """Held by the keeper while the server answers."""
        return self.directory / "ready.lock"


def started_as(program: list[str], *, dies_with_us: signal.Signals | None = None, uid: int | None = None) -> list[str]:
    """The program's command line, wrapped (on Linux) in what it needs.

    `dies_with_us` is the signal that it gets when the one who started it dies. With `uid`, root
    starts it as somebody else, who keeps the right to pass through folders such as /root, where
    the clone may lie.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return program
    options = []
    if uid is not None and os.geteuid() == 0:
        options += [f"--reuid={uid}", f"--regid={uid}", "--clear-groups"]
        options += KEEP_PASSING if _may_keep_capabilities(setpriv) else []
    if dies_with_us is not None:
        options += ["--pdeathsig", dies_with_us.name.removeprefix("SIG")]
    return [setpriv, *options, *program] if options else program


@cache
def _may_keep_capabilities(setpriv: str) -> bool:
    trial = [setpriv, *KEEP_PASSING, "true"]
    return subprocess.run(trial, capture_output=True, check=False).returncode == 0
