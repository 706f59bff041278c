"""Delete the bytes that no row knows: of forms that came to nothing, and of files that were erased."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage

from feedback.models import Attachment
from feedback.models.attachment import FOLDER
from feedback_site.kit import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

SPARED = timedelta(hours=24)  # a transaction may still write the row


def sweep_files() -> int:
    """Delete what is orphaned for a day; return how many files it were."""
    before, count = clock.now() - SPARED, 0
    for names in _folders():
        known = set(Attachment.objects.filter(file__in=names).values_list("file", flat=True))
        for name in names:
            if name not in known and default_storage.get_modified_time(name) < before:
                default_storage.delete(name)
                count += 1
    return count


def _folders() -> Iterator[list[str]]:
    if not default_storage.exists(FOLDER):
        return
    for folder in default_storage.listdir(FOLDER)[0]:
        yield [f"{FOLDER}/{folder}/{name}" for name in default_storage.listdir(f"{FOLDER}/{folder}")[1]]
