"""Texts of surveys in the reader's language."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language

from surveys.rules.languages import localized
from surveys.web.languages import name_of

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
