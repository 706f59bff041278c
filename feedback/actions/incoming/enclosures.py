"""The files of a mail that are kept with its message, after the same checks as those of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from feedback.actions.attachments.check_files import check_files
from feedback.rules.files.names import shown_name
from feedback_site.kit.problems import Invalid

if TYPE_CHECKING:
    from feedback.actions.attachments.check_files import CheckedFile
    from feedback.rules.mail.shapes import Mail, Part

TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}


def enclosures(mail: Mail) -> tuple[list[CheckedFile], list[dict[str, str | int]]]:
    """What is kept, and name and size of what is not: that lies in the bytes of the mail alone."""
    kept: list[CheckedFile] = []
    left: list[dict[str, str | int]] = []
    for part in mail.parts:
        if not part.attached or part.type in TNEF:
            continue
        try:
            kept += check_files([ContentFile(part.content, name=_name(part))])
        except Invalid:
            left.append({"name": shown_name(_name(part)), "size": part.size})
    return kept, left


def _name(part: Part) -> str:
    """Nameless parts are called by what they are."""
    if part.name:
        return part.name
    if part.message:
        return f"{shown_name(part.message.subject)}.eml"
    return f"{part.type.partition('/')[0]}"
