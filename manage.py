#!/usr/bin/env python
"""Django's commands; brings its own PostgreSQL when the environment names none."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext

from django.core.management import execute_from_command_line

from feedback_site import embedded

WITHOUT_DATABASE = {
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "explain_mail",
    "findstatic",
    "help",
    "makemessages",
    "sendtestemail",
    "spectacular",
    "startapp",
    "version",
}


def main() -> None:
    """Run one command, with a database where it needs one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "feedback_site.settings")
    words = sys.argv[1:]
    idle = not words or words[0] in WITHOUT_DATABASE or {"--help", "-h", "--version"} & set(words)
    try:
        with nullcontext() if idle else embedded.use_wanted(broker=False):
            execute_from_command_line(sys.argv)
    except embedded.ServerError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
