"""Texts of surveys in the reader's language."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from surveys.rules.documents.languages import localized
from surveys.web.languages import name_of
from surveys.web.markup import clean_html
from surveys.web.quality.words import notes_on

register = template.Library()


@register.filter(name="localized")
def in_readers_language(value: Any) -> str:
    """A title as it stands in a definition, in the language of the page: `{{ survey.heading|localized }}`."""
    return localized(value, get_language() or "")


@register.filter
def language_name(code: str) -> str:
    """A language in its own words."""
    return name_of(code)


@register.filter
def language_names(codes: list[str]) -> list[str]:
    """Several languages, each in its own words."""
    return [name_of(code) for code in codes]


@register.filter
def without_scripts(html: str) -> SafeString:
    """The author's markup without anything that acts."""
    return mark_safe(clean_html(html))  # noqa: S308 -- nh3 has cleaned it


@register.filter
def quality_notes(quality: dict[str, Any]) -> list[str]:
    """What was noted about a response, in words."""
    return [str(note) for note in notes_on(quality)]
