"""The site's own web server on a free port, as `make run` starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 30.0  # seconds to come up


@contextmanager
def serving(settings: str, path: str) -> Iterator[int]:
    """Serve with these settings inside the block; yield the port once `path` answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "granian", "--interface=wsgi", "--host=127.0.0.1", f"--port={port}"),
            *("--workers=2", "--blocking-threads=4", "--no-ws", "--log-level=error", "feedback_site.wsgi:application"),
        ],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": settings, "LOG_LEVEL": "WARNING"},
    )
    try:
        _wait_for(port, path)
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
            if connection.getresponse().status < 500:
                return
        except OSError:
            time.sleep(0.1)
    message = "the server to measure did not come up"
    raise TimeoutError(message)
