"""Where the site is to be found, and whether it may be there."""

from __future__ import annotations

import errno
import os
import socket
import time
import urllib.error
import urllib.request

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
LARGEST_PORT = 65_535
FIRST_ANSWER = 90.0


class AddressError(Exception):
    """The address cannot be used; the message is for people."""


def chosen() -> tuple[str, int]:
    """HOST and PORT of the environment, checked to be free."""
    host, text = os.environ.get("HOST") or DEFAULT_HOST, os.environ.get("PORT") or str(DEFAULT_PORT)
    if not text.isdecimal() or not 0 < int(text) <= LARGEST_PORT:
        raise AddressError(f"PORT={text} is not a port: choose a number from 1 to {LARGEST_PORT}.")
    _check_free(host, int(text))
    return host, int(text)


def site_url(port: int) -> str:
    """The address to open in a browser."""
    return os.environ.get("SITE_URL") or f"http://localhost:{port}"


def answers(host: str, port: int, *, within: float = FIRST_ANSWER) -> bool:
    """Wait until the site answers its health check there."""
    deadline = time.monotonic() + within
    near = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104  # asking, not listening
    request = urllib.request.Request(f"http://{near}:{port}/health/", headers={"Host": "localhost"})
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(request, timeout=5):  # noqa: S310  # http, written above
                return True
        except urllib.error.HTTPError as error:
            if error.code < 500:
                return True
        except OSError:
            pass
        time.sleep(0.1)
    return False


def _check_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise AddressError(_reason(error, host, port)) from error


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use by another program: choose one with `make run PORT={port + 1}`."
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for the administrator: choose one with `make run PORT=8000`."
    return f"{host}:{port} cannot be used: {error.strerror}."
