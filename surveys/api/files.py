"""Reads a survey out of an upload."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from feedback_site.kit.problems import Invalid, TooLarge
from surveys.actions.import_survey import RefusedDocuments
from surveys.rules.definition import Refused
from surveys.rules.exchange.files import bring, is_foreign

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from surveys.rules.exchange.findings import ExchangeFinding

MOST_BYTES = 2_000_000


def survey_in(upload: UploadedFile[bytes]) -> tuple[Any, list[ExchangeFinding]]:
    """The definition in a file, told by its name, and what was left behind; raises RefusedDocuments, Invalid."""
    if (upload.size or 0) > MOST_BYTES:
        raise TooLarge
    name, content = upload.name or "", upload.read()
    if is_foreign(name):
        try:
            brought = bring(name, content)
        except Refused as refused:
            raise RefusedDocuments(refused.findings) from refused
        return brought.definition, brought.left
    try:
        return json.loads(content), []
    except (ValueError, RecursionError) as error:
        raise Invalid(errors={"file": [_("This is not JSON that can be read.")]}) from error
