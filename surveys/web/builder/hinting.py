"""Hints for the author: what is odd, at which piece, and where to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from surveys.rules.editing.places import places
from surveys.web.builder.logic.windows import query_to
from surveys.web.builder.outline import label_of
from surveys.web.staff.findings import Told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise

    from surveys.rules.definition import Finding
    from surveys.rules.editing.places import Json
    from surveys.rules.editing.texts import Tongue

CONDITION, CHOICES, TITLE = _("Change the condition"), _("Change the list"), _("Write a title")
FIXES: dict[str, tuple[StrOrPromise, str]] = {
    "alike_names": (_("Rename it"), "rename"),
    "duplicate_text": (CHOICES, ""),
    "duplicate_value": (CHOICES, ""),
    "empty_page": (_("Add a question"), "add-type"),
    "leading_labels": (_("Change the labels"), ""),
    "leading_title": (_("Change the title"), "p-title"),
    "missing_translation": (_("Translate"), ""),
    "no_alt_text": (_("Say what it shows"), "p-altText"),
    "no_choices": (CHOICES, "add-choices"),
    "no_title": (TITLE, "p-title"),
    "one_end_named": (_("Name both ends"), "p-minRateDescription"),
    "one_sided_ends": (_("Change the labels"), "p-minRateDescription"),
    "required_hidden": (CONDITION, "expr-visibleIf"),
    "required_read_only": (_("Open it"), "p-isRequired"),
    "never_shown": (CONDITION, "expr-visibleIf"),
    "untitled_survey": (TITLE, "p-title"),
    "later_answer": (CONDITION, ""),
    "unknown_name": (CONDITION, ""),
    "never_equal": (CONDITION, ""),
    "mixed_types": (CONDITION, ""),
    "list_compared": (CONDITION, ""),
    "unclosed_bracket": (CONDITION, ""),
    "no_target": (_("Choose a question"), ""),
}
MOST_APART = 3
MOST_HINTS = 50
"""So many at once: whoever has more mends these first."""
WHOLE = ("triggers", "calculatedValues", "completedHtmlOnCondition", "navigateToUrlOnCondition")
LISTS = ("choices", "rateValues", "rows", "columns", "items")


@dataclass(frozen=True)
class Hint:
    """A finding with the piece it is about, and a way to mend it."""

    told: Told
    path: str
    label: str = ""
    fix: StrOrPromise = ""
    url: str = ""


def hints_of(
    findings: Iterable[Finding], words: Iterable[Told], definition: Json, tongue: Tongue, slug: str
) -> list[Hint]:
    """Findings, each with the piece that holds its path."""
    known = {place.path: place for place in places(definition)}
    hints = []
    pairs = list(zip(findings, words, strict=True))
    untold = [pair for pair in pairs if pair[0].code == "missing_translation"]
    if len(untold) > MOST_APART:
        pairs = [pair for pair in pairs if pair not in untold]
    for finding, told in pairs:
        path = finding.path
        while path and path not in known:
            path = shorter(path)
        fix, anchor = FIXES.get(finding.code, (_("Open it"), ""))
        inner = finding.path[len(path) :].lstrip(".")
        url = _url(slug, path, inner, finding.code, anchor)
        hints.append(Hint(told, path, label_of(known[path], tongue) if path else "", fix, url))
    return [*hints, *_together(len(untold), slug)] if len(untold) > MOST_APART else hints


def _together(n: int, slug: str) -> list[Hint]:
    """Many missing translations are one hint."""
    text = ngettext("%(n)s part lacks a language.", "%(n)s parts lack a language.", n) % {"n": n}
    return [
        Hint(Told("", text), "", "", FIXES["missing_translation"][0], _url(slug, "", "", "missing_translation", ""))
    ]


def _url(slug: str, path: str, inner: str, code: str, anchor: str) -> str:
    if code == "missing_translation":
        return reverse("surveys:translations", args=[slug]) + "?show=missing"
    if not path and inner.startswith(WHOLE):
        return reverse("surveys:logic", args=[slug]) + _part_of_logic(inner)
    query = f"?at={path}" if path else ""
    return reverse("surveys:builder", args=[slug]) + f"{query}#{anchor or _anchor(inner)}"


def _anchor(inner: str) -> str:
    """The control that holds a property."""
    first = inner.partition(".")[0].partition("[")[0]
    if first in LISTS:
        return f"list-{first}"
    if first == "validators":
        return "checks"
    return f"expr-{first}" if first.endswith("If") else f"p-{first}" if first else "editor"


def _part_of_logic(inner: str) -> str:
    """Where `triggers[42].expression` stands: the part that holds it, and the mark in it."""
    key, _, rest = inner.partition("[")
    index = rest.partition("]")[0]
    return query_to(key, int(index), {}) if index.isdecimal() else f"#{key}"


def shorter(path: str) -> str:
    """A path without its last step; empty at the survey itself."""
    cut = max(path.rfind("."), path.rfind("["))
    return path[:cut] if cut > 0 else ""
