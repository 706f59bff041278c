"""One running program: its output with its name before each line, its end without leftovers."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from feedback_site.embedded.server import started_as

if TYPE_CHECKING:
    from feedback_site.run.programs import Program


class Child:
    """A program in a process group of its own, which ends when we do, however that happens."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.started = time.monotonic()
        self._process = subprocess.Popen(
            started_as(program.command, dies_with_us=signal.SIGTERM),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        threading.Thread(target=self._pass_on_output, daemon=True).start()

    def status(self) -> int | None:
        """How it ended, or None while it runs."""
        return self._process.poll()

    def stop(self, patience: float) -> None:
        """Ask; after that many seconds, insist; then see that no helper of it lives on."""
        if self.status() is None:
            self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
        self.kill()
        self._process.wait()

    def kill(self) -> None:
        """End it and its helpers without asking."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def _pass_on_output(self) -> None:
        for line in self._process.stdout or ():
            print(f"{self.program.name:>6} | {line.decode(errors='replace')}", end="", flush=True)
