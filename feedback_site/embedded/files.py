"""Small files under var/: values made once and remembered, and locks that die with their holder."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def remembered(path: Path, make: Callable[[], str]) -> str:
    """Read the value, or make it; of two processes that make one, the first wins."""
    try:
        return path.read_text()
    except FileNotFoundError:
        remember(path, make(), keep_existing=True)
        return path.read_text()


def remember(path: Path, value: str, *, keep_existing: bool = False) -> None:
    """Write the value so that no reader ever sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
        file.write(value)
    if not keep_existing:
        draft.replace(path)
        return
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def lock(path: Path, operation: int) -> int:
    """Take a lock for as long as the process lives; with LOCK_NB a taken one raises."""
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, operation)
    except BlockingIOError:
        os.close(descriptor)
        raise
    return descriptor


@contextmanager
def locked(path: Path, operation: int) -> Iterator[None]:
    """Hold a lock for the length of a block."""
    descriptor = lock(path, operation)
    try:
        yield
    finally:
        os.close(descriptor)


def is_held(path: Path, *, against: int = fcntl.LOCK_SH) -> bool:
    """Whether somebody holds a lock that such a lock would have to wait for.

    Asking takes the lock for a moment: shared, so that two who ask do not take each other for it.
    """
    try:
        with locked(path, against | fcntl.LOCK_NB):
            return False
    except BlockingIOError:
        return True
