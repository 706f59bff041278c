"""Check files before anything is kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from feedback.rules.files.kinds import KINDS, fitting_name, kind_of
from feedback.rules.files.names import shown_name
from feedback_site.kit.problems import Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files import File


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """A file that may be kept; only `check_files` makes one."""

    name: str
    kind: str
    size: int
    sha256: str
    content: File[bytes]


def check_files(files: Sequence[File[bytes]]) -> list[CheckedFile]:
    """Return what is kept of them; raises Invalid that names each file that is not taken, and why."""
    most: int = settings.ATTACHMENTS_MOST
    if len(files) > most:
        raise Invalid(errors={"files": [_("At most %(most)s files at once, please.") % {"most": most}]})
    errors: list[str] = []
    found = [_checked(file, errors) for file in files]
    if errors:
        raise Invalid(errors={"files": errors})
    return [file for file in found if file]


def _checked(file: File[bytes], errors: list[str]) -> CheckedFile | None:
    name, size = shown_name(file.name or ""), file.size
    told = {"name": name, "most": filesizeformat(settings.ATTACHMENT_BYTES), "kinds": taken()}
    if not size:
        errors.append(_("“%(name)s” is empty.") % told)
    elif size > settings.ATTACHMENT_BYTES:
        errors.append(_("“%(name)s” is too large; a file may have %(most)s.") % told)
    elif (kind := kind_of(_plain(file), name)) is None:
        errors.append(_("“%(name)s” is not a kind of file that we take (%(kinds)s).") % told)
    else:
        fitting = fitting_name(name, kind)
        return CheckedFile(name=fitting, kind=kind.mime, size=size, sha256=_sha256(file), content=file)
    return None


def taken() -> str:
    """Return the endings of what is taken, for people."""
    return ", ".join(kind.endings[0].upper() for kind in KINDS)


def _plain(file: File[bytes]) -> Any:
    """Return what reads and seeks as zipfile wants it."""
    return file.file if hasattr(file, "file") else file


def _sha256(file: File[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
