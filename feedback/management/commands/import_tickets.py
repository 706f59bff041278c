"""`manage.py import_tickets FILE --from zendesk`: take over an export, and go on where it was cut short."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from feedback.actions.importing.begin import described
from feedback.actions.importing.steer import rewind
from feedback.actions.importing.work import go_on
from feedback.models import TicketImport
from feedback.queries.importing.report import cells
from feedback.rules.importing.case import Source
from feedback.rules.importing.columns import Column, missing
from feedback.rules.importing.states import State
from feedback_site.kit.problems import Invalid

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

SECONDS = 2.0


class Command(BaseCommand):
    """The same as the page, for files of any size; each row is taken once, however often it is run."""

    help = "Take over the cases of another system's export. Nobody is told; what is here already stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file and what it does not say itself."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--from", dest="source", choices=[source.value for source in Source], required=True)
        parser.add_argument("--by", metavar="EMAIL", help="who imports; the first administrator otherwise")
        parser.add_argument("--space", default="", help="name of that system, where there are several of one kind")
        parser.add_argument(
            "--zone", default="", help="time zone of times that name none; that of who imports otherwise"
        )
        parser.add_argument("--dry-run", action="store_true", help="only look")
        parser.add_argument("--report", type=Path, help="where to write what was not taken, as CSV")

    def handle(self, *, file: Path, source: str, dry_run: bool, report: Path | None, **options: Any) -> None:
        """Take what is left, and say what became of it."""
        by = _person(options["by"])
        try:
            with file.open("rb") as content:
                run = _run(
                    content, file.name, Source(source), by, **{name: options[name] for name in ("space", "zone")}
                )
                self._take(run, content, is_dry=dry_run)
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}.") from error
        except Invalid as problem:
            raise CommandError(" ".join(str(one) for errors in problem.errors.values() for one in errors)) from problem
        if report:
            with report.open("w", encoding="utf-8-sig", newline="") as sheet:
                csv.writer(sheet).writerows(cells(run))
        self._tell(run)

    def _take(self, run: TicketImport, content: IO[bytes], *, is_dry: bool) -> None:
        if run.is_dry or is_dry:
            rewind(run, is_dry=is_dry)
        run.state = (State.LOOKING if is_dry else State.TAKING).value
        run.save()
        while run.is_at_work:
            go_on(run=run, content=content, seconds=SECONDS)
            run.refresh_from_db()
            self.stdout.write(f"{run.position} read")
            self.stdout.flush()

    def _tell(self, run: TicketImport) -> None:
        done = "would be taken" if run.is_dry else "taken"
        self.stdout.write(
            f"{run.taken} {done} ({run.remarked} with remarks), {run.known} here already, {run.refused} not taken"
        )


def _person(email: str | None) -> User:
    rows = User.objects.who_may("ticket.import").order_by("pk")
    found: User | None = rows.filter(email=email.lower()).first() if email else rows.first()
    if found is None:
        raise CommandError("There is no such administrator.")
    return found


def _run(content: IO[bytes], name: str, source: Source, by: User, *, space: str, zone: str) -> TicketImport:
    """Return the import of this very file that was cut short, or a new one."""
    row = described(content=content, name=name, source=source, by=by, space=space, zone=zone)
    if source == Source.CSV and missing([Column(column) for column in row.mapping.values()]):
        raise CommandError("The headings do not say which columns hold the case's number and the text.")
    same = TicketImport.objects.filter(sha256=row.sha256, source=row.source, space=row.space, zone=row.zone, file="")
    before = same.exclude(state=State.DONE.value).order_by("-pk").first()
    if before is None:
        row.save()
    return before or row
