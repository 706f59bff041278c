"""A survey's page as the template draws it, for respondents and for the preview alike."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from feedback_site.kit.texts.colons import colon
from surveys.rules.definition.texts import choose
from surveys.rules.paths import path_of
from surveys.rules.quality.puzzle import BITS
from surveys.rules.spoken import told_in
from surveys.rules.state import PanelState
from surveys.web.drawing import draw
from surveys.web.languages import direction_of, foreign_words, name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from surveys.rules.documents.pair import Documents
    from surveys.rules.sitting.taking import Entry
    from surveys.rules.sitting.turns import Errors
    from surveys.rules.state import State
    from surveys.web.fields import Field

DIGITS = re.compile(r"\d+")


@dataclass
class Panel:
    """A group of questions under a heading."""

    id: str
    title: str
    description: str
    errors: list[str]
    elements: list[Panel | Field] = field(default_factory=list)
    is_panel: bool = True


@dataclass
class Drawing:
    """Collects what a page needs while its elements are drawn."""

    locale: str
    entries: Mapping[str, Entry]
    errors: Errors
    places: dict[str, int]
    fields: list[Field] = field(default_factory=list)
    summary: list[dict[str, str]] = field(default_factory=list)

    def elements(self, panel: PanelState) -> list[Panel | Field]:
        """Draw what is inside, at any depth."""
        return [self._panel(e) if isinstance(e, PanelState) else self._field(e) for e in panel.elements]

    def _panel(self, state: PanelState) -> Panel:
        errors, first = self.words(state.name), len(self.fields)
        elements = self.elements(state)
        leads_to = next((drawn.focus_id for drawn in self.fields[first:] if drawn.is_asked), "")
        self.summary += [{"id": leads_to, "title": state.title, "text": error} for error in errors]
        # Ids stay the same whatever else is shown, so that the script knows what is new.
        return Panel("p" + "-".join(DIGITS.findall(state.panel.path)), state.title, state.description, errors, elements)

    def _field(self, state: Any) -> Field:
        drawn = draw(
            state,
            index=self.places[state.name],
            locale=self.locale,
            entry=self.entries.get(state.name),
            errors=self.words(state.name),
        )
        self.fields.append(drawn)
        self.summary += [{"id": drawn.focus_id, "title": state.title, "text": error} for error in drawn.errors]
        return drawn

    def words(self, name: str) -> list[str]:
        """The errors of a question or panel, an item's with its name."""
        return [
            f"{e.item}{colon(e.item)}{told_in(e, self.locale)}" if e.item else told_in(e, self.locale)
            for e in self.errors.get(name, [])
        ]


def page_context(
    documents: Documents,
    state: State,
    page: str,
    *,
    language: str,
    entries: Mapping[str, Entry] | None = None,
    errors: Errors | None = None,
) -> dict[str, Any]:
    """The template's context for one page; without a page there is nothing to ask."""
    path = path_of(state)
    known = state.page(page) if page else None
    places = {name: place for place, name in enumerate(state.questions)}
    drawing = Drawing(documents.locale(language), entries or {}, errors or {}, places)
    elements = drawing.elements(known) if known else []
    walk = path.walk()
    definition = documents.definition
    position = walk.index(page) + 1 if page in walk else 0
    if known and (more := drawing.words(known.name)):
        drawing.summary += [{"id": "", "title": "", "text": text} for text in more]
    return {
        "survey_title": state.title,
        "survey_description": state.description,
        "page": known,
        "page_name": page,
        "elements": elements,
        "fields": drawing.fields,
        "summary": drawing.summary,
        "position": position,
        "is_anonymous": documents.sidecar.is_anonymous,
        "proof_bits": BITS if documents.sidecar.quality.proof else 0,
        "why_time": documents.sidecar.quality.why_time(language),
        "count": len(walk) if len(walk) > 1 and position else 0,
        "is_first": page == path.first,
        "is_start": page == path.start,
        "is_last": path.next_of(page) is None,
        "has_back": definition.shows_previous and page not in (path.first, path.pages[0] if path.pages else ""),
        "labels": {
            name: choose(getattr(definition, f"{name}_text"), drawing.locale)
            for name in ("start", "previous", "next", "complete")
        },
        "is_live": known is not None and documents.is_live(known),
        **language_context(documents, language),
    }


def language_context(documents: Documents, language: str) -> dict[str, Any]:
    """What every page of a survey says about languages."""
    return {
        "language": language,
        "direction": direction_of(language),
        "ours": foreign_words(language),
        "languages": [{"code": code, "name": name_of(code)} for code in documents.languages],
    }


def allow_images(response: HttpResponse, drawn: list[Field]) -> HttpResponse:
    """Let the page show pictures from the places its author named, and from nowhere else."""
    addresses = [o.image for f in drawn for o in f.options if f.state.type == "imagepicker"]
    addresses += [f.words("image") for f in drawn if f.state.type == "image"]
    origins = {f"{u.scheme}://{u.netloc}" for a in addresses if (u := urlsplit(a)).scheme == "https" and u.netloc}
    if origins:
        response._csp_update = {"img-src": sorted(origins)}  # type: ignore[attr-defined]  # noqa: SLF001 -- django-csp's own way
    return response
