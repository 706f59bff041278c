"""Begin an import: look at the file as a whole, keep it, and have it read without writing a case."""

from __future__ import annotations

import hashlib
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from feedback.events.importing import ImportMoved
from feedback.models import TicketImport
from feedback.models.importing.ticket_import import import_place
from feedback.rules.files.names import shown_name
from feedback.rules.importing.case import SPACE_LENGTH, Source
from feedback.rules.importing.columns import guessed
from feedback.rules.importing.rows import text_of
from feedback.rules.importing.sheet import delimiter_of, encoding_of, headings_of, sheet_rows
from feedback_site.celery import wake_on_commit
from feedback_site.kit import clock
from feedback_site.kit.problems import Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User

TASK = "feedback.tasks.work_on_imports"
SAMPLES = 3
SAMPLE_LENGTH = 80
FIRST_LINE = 20_000
CHUNK = 1 << 20


def begin_import(*, content: File[bytes], source: Source, by: User, space: str = "", zone: str = "") -> TicketImport:
    """Keep an uploaded export and have it looked at; raises Invalid."""
    most: int = settings.IMPORT_BYTES
    if (content.size or 0) > most:
        told = _("The file is too large: %(most)s at most. The command import_tickets reads larger ones.")
        raise Invalid(errors={"file": [told % {"most": filesizeformat(most)}]})
    row = described(content=content, name=content.name or "", source=source, by=by, space=space, zone=zone)
    content.seek(0)
    row.file = default_storage.save(import_place(), File(content))
    with transaction.atomic():
        row.save()
        record(ImportMoved(import_id=row.pk, state=row.state), actor_id=by.pk, subject=row.event_subject)
        wake_on_commit(TASK)
    return row


def described(
    *, content: IO[bytes] | File[bytes], name: str, source: Source, by: User, space: str, zone: str
) -> TicketImport:
    """Return an import that is not stored yet, with what the file itself tells; raises Invalid."""
    stream: Any = content
    size, digest = 0, hashlib.sha256()
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        digest.update(chunk)
    if not size:
        raise Invalid(errors={"file": [_("The file is empty.")]})
    now = clock.now()
    row = TicketImport(
        by=by,
        source=source.value,
        space=checked_space(space),
        zone=zone or by.timezone,
        name=shown_name(name),
        size=size,
        sha256=digest.hexdigest(),
        encoding="utf-8-sig",
        created_at=now,
        changed_at=now,
    )
    if source == Source.CSV:
        _describe_sheet(row, stream)
    return row


def checked_space(space: str) -> str:
    """Return the name of the other system as it stands in keys; raises Invalid."""
    found = "-".join(space.lower().split())
    if len(found) > SPACE_LENGTH or not all(c.isalnum() or c in "-_." for c in found):
        told = _("Use up to %(most)s letters, digits, dots and hyphens.") % {"most": SPACE_LENGTH}
        raise Invalid(errors={"space": [told]})
    return found


def _describe_sheet(row: TicketImport, content: IO[bytes]) -> None:
    content.seek(0)
    encoding = encoding_of(content)
    if encoding is None:
        raise Invalid(errors={"file": [_("This is neither UTF-8 nor GB18030. Save it as “CSV UTF-8” and try again.")]})
    row.encoding = encoding
    row.delimiter = delimiter_of(text_of(content, encoding).readline(FIRST_LINE))
    first = list(islice(sheet_rows(text_of(content, encoding), row.delimiter), SAMPLES + 1))
    if not first or first[0].fault:
        raise Invalid(errors={"file": [_("The first line must hold the headings of the columns.")]})
    row.headings = headings_of(first[0])
    row.samples = [[cell[:SAMPLE_LENGTH] for cell in headings_of(sample)] for sample in first[1:]]
    row.mapping = {str(place): column.value for place, column in guessed(row.headings).items()}
