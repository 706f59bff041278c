"""One web server on a free port, the same for every side, as `make run` starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.sides import Side

PATIENCE = 30.0  # seconds to come up


@contextmanager
def serving(side: Side) -> Iterator[int]:
    """Serve a side inside the block; yield the port once its page answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    process = subprocess.Popen(
        [
            *(side.python, "-m", "granian", "--interface=wsgi", "--host=127.0.0.1", f"--port={port}"),
            *("--workers=2", "--blocking-threads=4", "--no-ws", "--log-level=error", side.application),
        ],
        env=os.environ | side.environment,
    )
    try:
        _wait_for(port, side.path)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def _wait_for(port: int, path: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path, headers={"Host": "localhost"})
            if connection.getresponse().status < 400:
                return
        except OSError:
            pass
        time.sleep(0.1)
    message = "the server to measure did not come up"
    raise TimeoutError(message)
