"""Keep the files that came with a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files import File

from feedback.models import Attachment
from feedback.models.attachment import random_place
from feedback_site.celery import wake_on_commit
from feedback_site.kit import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feedback.actions.attachments.check_files import CheckedFile
    from feedback.models import Message

SCAN = "feedback.tasks.scan_files"


def attach(*, message: Message, files: Sequence[CheckedFile]) -> list[Attachment]:
    """Keep the files inside the message's transaction; bytes whose row comes to nothing are swept later."""
    rows = []
    for file in files:
        file.content.seek(0)
        row = Attachment(
            message=message,
            name=file.name,
            kind=file.kind,
            size=file.size,
            sha256=file.sha256,
            created_at=clock.now(),
        )
        row.file.save(random_place(), File(file.content), save=False)
        row.save()
        rows.append(row)
    if rows:
        wake_on_commit(SCAN)
    return rows
