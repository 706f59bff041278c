"""The field that takes several files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from feedback.actions.attachments.check_files import check_files, taken
from feedback.rules.files.kinds import KINDS
from feedback_site.kit.problems import Invalid

if TYPE_CHECKING:
    from feedback.actions.attachments.check_files import CheckedFile

ACCEPT = ",".join(f".{ending}" for kind in KINDS for ending in kind.endings)


class SeveralFiles(forms.FileInput):
    """A control in which several files can be chosen."""

    allow_multiple_selected = True

    def value_from_datadict(self, _data: Any, files: Any, name: str) -> Any:
        """Return all of them, not the last alone."""
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(forms.Field):
    """None, one or several files, checked by what is in them; the clean value is what may be kept."""

    widget = SeveralFiles

    def __init__(self, **options: Any) -> None:
        """Offer what is taken."""
        options.setdefault("label", _("Files"))
        options.setdefault("help_text", format_lazy("{} {}", _("Pictures, documents, short videos."), taken()))
        super().__init__(required=False, widget=SeveralFiles(attrs={"accept": ACCEPT}), **options)

    def clean(self, value: Any) -> list[CheckedFile]:
        """Return the files as they are kept; raises ValidationError."""
        try:
            return check_files([file for file in (value or []) if file])
        except Invalid as problem:
            raise forms.ValidationError(problem.errors["files"]) from problem
