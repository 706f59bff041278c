"""A survey's two documents, definition and settings, read together: all findings at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from surveys.rules.definition import Definition, Refused, import_definition
from surveys.rules.documents.languages import locales_of
from surveys.rules.documents.sidecar import Sidecar, SidecarFinding, parse_sidecar
from surveys.rules.documents.storable import unstorable


@dataclass(frozen=True)
class Documents:
    """A definition and the settings beside it, both checked."""

    definition: Definition
    sidecar: Sidecar
    locales: dict[str, str]

    @property
    def languages(self) -> list[str]:
        """The languages, the survey's own first."""
        return list(self.locales)

    def locale(self, language: str) -> str:
        """The SurveyJS locale of one of our languages."""
        return self.locales.get(language, language)


def read_documents(definition: Any, settings: Any) -> Documents:
    """Read both; raises Refused."""
    known = import_definition(definition)
    sidecar, findings = parse_sidecar(settings, known)
    findings += [SidecarFinding(path, "unstorable") for path in unstorable(definition)]
    if findings:
        raise Refused(findings)
    return Documents(known, sidecar, locales_of(known))
