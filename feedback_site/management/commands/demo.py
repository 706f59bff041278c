"""`manage.py demo`: fill an empty site with the demo organisation."""

from __future__ import annotations

import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from accounts.models import User
from feedback_site import demo, embedded
from feedback_site.demo.play import play

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.core.management.base import CommandParser

LOGINS = embedded.VAR / "demo-logins.txt"  # `make run` shows it at each start


class Command(BaseCommand):
    """Plays eight weeks of a shop's feedback; a site that has people already stays as it is."""

    help = "Fill an empty site with a demo organisation: staff, two surveys, and eight weeks of responses and tickets."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the logins are written."""
        parser.add_argument("--logins", type=Path, default=LOGINS, metavar="FILE", help="where to write the logins")

    def handle(self, *_args: Any, logins: Path = LOGINS, **_options: Any) -> None:
        """Play, then say who can sign in."""
        if User.objects.exists():
            self.stdout.write("This site has people already, so the demo leaves it alone.")
            return
        began = time.monotonic()
        with _whole():
            play(self._say)
        told = "\n".join(["Demo logins:", *(f"  {role:<14}{email:<28}{word}" for role, email, word in demo.logins())])
        logins.parent.mkdir(exist_ok=True)
        logins.write_text(f"{told}\n")
        self._say(f"The demo is ready after {time.monotonic() - began:.0f} s.\n{told}")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


@contextmanager
def _whole() -> Iterator[None]:
    """One transaction around everything, so that a demo cut short leaves nothing behind.

    Not `atomic`, inside which readers, whose batches are durable, refuse to run.
    """
    if connection.in_atomic_block:  # a test's own transaction
        yield
        return
    transaction.set_autocommit(False)
    try:
        yield
        transaction.commit()
    except BaseException:
        transaction.rollback()
        raise
    finally:
        transaction.set_autocommit(True)
