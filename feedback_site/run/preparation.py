"""Brings database, static files, translations and the first start's demo up to date, in one process."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import django
from django.core.management import call_command, get_commands
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from feedback_site.embedded import VAR
from feedback_site.run import translations

STATIC = Path(__file__).resolve().parents[2] / "static"


def prepare() -> None:
    """Do what is left to do; a second time, next to nothing."""
    translations.compile_all()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "feedback_site.settings")
    django.setup()
    migrate()
    collect_static_files()
    fill_with_demo()


def migrate() -> None:
    """Apply migrations; asking first whether there are any is quicker than the command."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def collect_static_files() -> None:
    """Collect them if any changed since the last time."""
    mark, known = _fingerprint(STATIC), VAR / "static.fingerprint"
    if not known.exists() or known.read_text() != mark or not (VAR / "static").is_dir():
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        known.write_text(mark)


def fill_with_demo() -> None:
    """Give an empty site a believable organisation."""
    from accounts.models import User

    if "demo" in get_commands() and not User.objects.exists():
        print("First start: filling the demo organisation…", flush=True)
        call_command("demo")


def _fingerprint(folder: Path) -> str:
    states = [(str(path), (state := path.stat()).st_mtime_ns, state.st_size) for path in sorted(folder.rglob("*"))]
    return hashlib.sha256(repr([states, django.__version__]).encode()).hexdigest()


if __name__ == "__main__":
    prepare()
