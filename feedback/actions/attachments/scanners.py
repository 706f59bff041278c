"""Ask a virus scanner: a clamd by its address, or a program that reads the file from its input."""

from __future__ import annotations

import shlex
import socket
import struct
import subprocess
from contextlib import closing
from typing import IO
from urllib.parse import urlsplit

SECONDS = 60
CHUNK = 65_536
CLEAN, INFECTED = 0, 1  # what clamscan, clamdscan and their like end with


class ScannerError(Exception):
    """The scanner gave no answer that counts; the file stays unscanned and is asked about again."""


def is_infected(file: IO[bytes], scanner: str) -> bool:
    """Ask the scanner that the setting names; raises ScannerError."""
    try:
        return _by_clamd(file, scanner) if scanner.startswith(("tcp://", "unix://")) else _by_program(file, scanner)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise ScannerError(str(error)) from error


def _by_program(file: IO[bytes], scanner: str) -> bool:
    done = subprocess.run(  # noqa: S603 -- the site's own setting names the program
        shlex.split(scanner), input=file.read(), capture_output=True, timeout=SECONDS, check=False
    )
    if done.returncode not in (CLEAN, INFECTED):
        raise ScannerError(f"ended with {done.returncode}")
    return done.returncode == INFECTED


def _by_clamd(file: IO[bytes], scanner: str) -> bool:
    with closing(_connected(scanner)) as line:
        line.sendall(b"zINSTREAM\0")
        while chunk := file.read(CHUNK):
            line.sendall(struct.pack("!L", len(chunk)) + chunk)
        line.sendall(struct.pack("!L", 0))
        answer = _whole(line)
    if answer.endswith(b"FOUND"):
        return True
    if answer.endswith(b": OK"):
        return False
    raise ScannerError(answer.decode(errors="replace")[:200])


def _connected(scanner: str) -> socket.socket:
    place = urlsplit(scanner)
    if place.scheme == "tcp":
        return socket.create_connection((place.hostname or "", place.port or 3310), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(SECONDS)
    try:
        line.connect(place.path)
    except OSError:
        line.close()
        raise
    return line


def _whole(line: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and (part := line.recv(1024)):
        answer += part
    return answer.rstrip(b"\0\n")
