"""Import a survey from a file: `manage.py import_survey FILE [--slug …] [--sidecar FILE] [--publish] [--by EMAIL]`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from feedback_site.kit.problems import Problem
from surveys.actions.import_survey import RefusedDocuments, import_survey
from surveys.actions.publish_survey import NothingToPublish, publish_survey
from surveys.actions.replace_draft import replace_draft
from surveys.models import Survey
from surveys.rules.definition import Refused
from surveys.rules.exchange.files import bring, is_foreign

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Makes a draft of a SurveyJS definition, or replaces the draft of the survey at the address."""

    help = "Import a survey as a draft; an existing survey at the address gets it as its new draft."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path, help="SurveyJS JSON, XLSForm (.xlsx, .xls) or LimeSurvey (.lss)")
        parser.add_argument("--slug", default="", help="the address; by default made of the title")
        parser.add_argument("--sidecar", type=Path, help="our own settings beside it, as JSON")
        parser.add_argument("--publish", action="store_true", help="publish it at once")
        parser.add_argument("--by", default="", help="the mail address of the person who does it")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Import, and say what became of it."""
        definition = self._definition(options["file"])
        sidecar = _read(options["sidecar"]) if options["sidecar"] else None
        by = _person(options["by"]) if options["by"] else None
        try:
            survey = _import(definition, sidecar, options["slug"], by)
            self.stdout.write(f"{survey.slug}: draft imported")
            if options["publish"]:
                self._publish(survey, by)
        except RefusedDocuments as refused:
            lines = [f"  {finding.path or '$'}: {finding.message}" for finding in refused.findings]
            raise CommandError("\n".join([str(refused.title), *lines])) from refused
        except Problem as problem:
            raise CommandError(_told(problem)) from problem

    def _definition(self, file: Path) -> Any:
        if not is_foreign(file.name):
            return _read(file)
        try:
            brought = bring(file.name, file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except Refused as refused:
            lines = [f"  {finding.path or '$'}: {finding.message}" for finding in refused.findings]
            raise CommandError("\n".join([f"{file}: this cannot be imported as it is", *lines])) from refused
        for finding in brought.left:
            self.stderr.write(f"{finding.path}: {finding.message}")
        return brought.definition

    def _publish(self, survey: Survey, by: User | None) -> None:
        try:
            version = publish_survey(survey_id=survey.pk, by=by)
        except NothingToPublish as problem:
            self.stdout.write(f"{survey.slug}: {problem}")
        else:
            self.stdout.write(f"{survey.slug}: version {version.number} is live")


def _import(definition: Any, sidecar: Any, slug: str, by: User | None) -> Survey:
    known = Survey.objects.filter(slug=slug).first() if slug else None
    if known is None:
        return import_survey(definition=definition, settings=sidecar, slug=slug, by=by)
    return replace_draft(survey_id=known.pk, definition=definition, settings=sidecar, by=by)


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{file}: this is not JSON: {error}") from error


def _person(email: str) -> User:
    found: User | None = User.objects.filter(email=email.lower()).first()
    if found is None:
        raise CommandError(f"Nobody has the address {email}.")
    return found


def _told(problem: Problem) -> str:
    details = [f"  {path}: {text}" for path, texts in problem.errors.items() for text in texts]
    return "\n".join([str(problem), *details])
