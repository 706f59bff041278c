"""A throw-away site to measure: servers of its own, the schema, no demo data."""

from __future__ import annotations

import logging
import os
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from feedback_site.embedded import VAR, Postgres, Valkey, use

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def throwaway_site() -> Iterator[None]:
    """Set Django up on an empty database which the end of the block removes.

    The database is a durable one (fsync on), as in production.
    """
    VAR.mkdir(exist_ok=True)
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-", dir=VAR)))
        postgres = stack.enter_context(use(Postgres(home / "postgres")))
        valkey = stack.enter_context(use(Valkey(home / "valkey")))
        os.environ |= {"DATABASE_URL": postgres.url, "BROKER_URL": valkey.url, "SECRET_KEY": "only-for-benchmarks"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "feedback_site.settings"
        import django
        from django.core.management import call_command

        django.setup()
        # Only of this process: the servers that are measured write their lines as in production.
        logging.getLogger("feedback_site.kit.middleware.request_log").setLevel(logging.WARNING)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        yield
        from django.db import connection

        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's own
