"""Versions as the rules read them, parsed once a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.models import SurveyVersion
from surveys.rules.definition import import_definition
from surveys.rules.documents.languages import locales_of
from surveys.rules.documents.pair import Documents
from surveys.rules.documents.sidecar import read_sidecar

if TYPE_CHECKING:
    from collections.abc import Iterable

KEPT = 256
_parsed: dict[int, Documents] = {}


def documents_of(version_id: int) -> Documents:
    """Definition and settings of a version; a version never changes, so neither does this."""
    known = _parsed.get(version_id)
    return known if known is not None else documents_for([version_id])[version_id]


def documents_for(version_ids: Iterable[int]) -> dict[int, Documents]:
    """The same for several; those not met before cost one query together."""
    wanted = set(version_ids)
    found = {key: known for key in wanted if (known := _parsed.get(key)) is not None}
    if missing := wanted - found.keys():
        for version in SurveyVersion.objects.filter(pk__in=missing):
            found[version.pk] = _parsed[version.pk] = _read(version)
        while len(_parsed) > KEPT:
            _parsed.pop(next(iter(_parsed)), None)
    return found


def _read(version: SurveyVersion) -> Documents:
    definition = import_definition(version.definition)
    return Documents(definition, read_sidecar(version.settings), locales_of(definition))
