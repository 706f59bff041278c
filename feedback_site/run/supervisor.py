"""Keeps the programs and servers of the site up, and takes them down in order."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING

from feedback_site.embedded import keeper
from feedback_site.run.child import Child

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from feedback_site.embedded.server import Server
    from feedback_site.run.programs import Program

TICK = 1.0
SHORT_LIFE = 10.0
PATIENCE_WITH_SHORT_LIVES = 3


class Supervisor:
    """Starts in order, restarts what falls over, stops in the opposite order."""

    def __init__(self, servers: Sequence[Server]) -> None:
        self._servers = servers
        self._children: list[Child] = []
        self._short_lives = 0
        self._wake = threading.Event()
        self._stop_requests = 0
        self._parent = os.getppid()

    def listen(self) -> None:
        """From now on Ctrl-C and SIGTERM ask for an orderly stop; asked twice, we hurry."""
        signal.signal(signal.SIGINT, self._request_stop)
        signal.signal(signal.SIGTERM, self._request_stop)

    @property
    def stopping(self) -> bool:
        """Whether somebody asked for the end."""
        return self._stop_requests > 0

    def run_first(self, program: Program) -> bool:
        """Run one program to its end, or to ours; tell whether all went well."""
        child = Child(program)
        while child.status() is None and not self.stopping:
            self._wake.wait(0.05)
        child.stop(program.patience if self.stopping else 0)
        return child.status() == 0

    def run(self, programs: Sequence[Program]) -> int:
        """Run until asked to stop; the exit status is not 0 if a program would not stay up."""
        try:
            for program in programs:
                if not self.stopping:
                    self._children.append(Child(program))
            while not self.stopping and self._short_lives < PATIENCE_WITH_SHORT_LIVES:
                self._wake.wait(TICK)
                self._look_after()
            return 0 if self.stopping else 1
        finally:
            self._stop_all()

    def _request_stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._stop_requests += 1
        self._wake.set()

    def _look_after(self) -> None:
        if "MAKELEVEL" in os.environ and os.getppid() != self._parent:
            self._stop_requests += 1  # the `make` that started us was killed
        if self.stopping:
            return
        for server in self._servers:
            if not keeper.is_running(server):
                print(f"{server.title} stopped; starting it again.", flush=True)
                keeper.ensure(server)
        for place, child in enumerate(self._children):
            if child.status() is not None:
                self._children[place] = self._replace(child)

    def _replace(self, child: Child) -> Child:
        status = child.status()
        self._short_lives = self._short_lives + 1 if time.monotonic() - child.started < SHORT_LIFE else 0
        print(f"The {child.program.name} process stopped by itself (status {status}); starting it again.", flush=True)
        child.stop(0)
        return Child(child.program)

    def _stop_all(self) -> None:
        print("Stopping…", flush=True)
        for child in reversed(self._children):
            hurry = self._stop_requests > 1
            stopper = threading.Thread(target=child.stop, args=[0 if hurry else child.program.patience])
            stopper.start()
            while stopper.is_alive():
                stopper.join(0.1)
                if self._stop_requests > 1 and not hurry:
                    hurry = True
                    child.kill()
