"""Export a survey's draft: `manage.py export_survey SLUG [--format json|xlsform] [--output FILE]`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from surveys.models import Survey
from surveys.rules.exchange.files import exported, exported_xlsform

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Writes the draft to a file or to the standard output; what is left behind is named on the error output."""

    help = "Export the draft of a survey as SurveyJS JSON or as an XLSForm (.xlsx)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("slug", help="the address of the survey")
        parser.add_argument("--format", choices=["json", "xlsform"], default="json")
        parser.add_argument("--output", type=Path, help="the file; by default the standard output")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write it."""
        survey = Survey.objects.filter(slug=options["slug"]).first()
        if survey is None:
            raise CommandError(f"There is no survey at the address {options['slug']}.")
        content = exported(survey.draft)
        if options["format"] == "xlsform":
            content, left = exported_xlsform(survey.draft)
            for finding in left:
                self.stderr.write(f"{finding.path or '$'}: {finding.message}")
        if options["output"] is None:
            sys.stdout.buffer.write(content)
            return
        try:
            options["output"].write_bytes(content)
        except OSError as error:
            raise CommandError(f"{options['output']}: {error.strerror}") from error
