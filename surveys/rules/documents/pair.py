"""A survey's two documents, definition and settings, read together: all findings at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from surveys.rules.definition import Definition, Refused, import_definition
from surveys.rules.documents.languages import locales_of
from surveys.rules.documents.sidecar import Sidecar, SidecarFinding, parse_sidecar
from surveys.rules.documents.storable import unstorable
from surveys.rules.logic.dependence import is_live
from surveys.rules.state import PageState, PanelState


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

    @cached_property
    def _live(self) -> dict[tuple[str, ...], bool]:
        return {}

    def is_live(self, page: PageState) -> bool:
        """Whether an answer on this page may change what stands beside it."""
        panels = tuple(e.panel for e in page.elements if isinstance(e, PanelState)) if not page.panel.elements else ()
        panels = panels or (page.panel,)
        names = tuple(panel.path for panel in panels)
        if names not in self._live:
            self._live[names] = is_live(self.definition, panels)
        return self._live[names]

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
