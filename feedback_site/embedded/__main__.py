"""The keeper's process: `python -m feedback_site.embedded postgres DIRECTORY [throwaway]`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from feedback_site.embedded.keeper import keep
from feedback_site.embedded.postgres import Postgres
from feedback_site.embedded.valkey import Valkey


def main(name: str, directory: str, *options: str) -> None:
    """Keep one server; when another keeper has it already, all is well."""
    os.umask(0o077)
    kind = {Postgres.name: Postgres, Valkey.name: Valkey}[name]
    try:
        keep(kind(Path(directory), throwaway="throwaway" in options))
    except BlockingIOError:
        sys.exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
