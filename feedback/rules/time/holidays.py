"""A country's holidays and make-up workdays, as days that differ from the week."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import holidays

if TYPE_CHECKING:
    from collections.abc import Iterable

    from feedback_site.kit.hours.days import Day

LANGUAGES = {"en": ("en_US", "en_GB", "en"), "zh-hans": ("zh_CN", "zh_TW")}
INSTEAD_OF = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
HOLIDAY, WORKDAY, OWN = "holiday", "workday", "own"


@cache
def countries() -> tuple[str, ...]:
    """Return the codes of the countries whose holidays are known."""
    return tuple(sorted(code for code in holidays.list_supported_countries(include_aliases=False) if len(code) == 2))


def holiday_days(country: str, years: Iterable[int], week: tuple[Day, ...]) -> dict[str, dict[str, Any]]:
    """Return the days on which the country differs from the week, by ISO date, each with its names.

    A make-up workday has the hours of the weekday that it stands in for.
    """
    names, worked = _country(country, tuple(years))
    found: dict[str, dict[str, Any]] = {
        day.isoformat(): {"hours": [], "kind": HOLIDAY, "name": name}
        for day, name in names.items()
        if week[day.weekday()]
    }
    usual = next(number for number, hours in enumerate(week) if hours)
    for day, instead_of in worked.items():
        hours = (week[instead_of.weekday()] if instead_of else ()) or week[usual]
        found[day.isoformat()] = {"hours": [list(span) for span in hours], "kind": WORKDAY, "name": {}}
    return dict(sorted(found.items()))


@lru_cache(maxsize=32)
def _country(country: str, years: tuple[int, ...]) -> tuple[dict[date, dict[str, str]], dict[date, date | None]]:
    """Return the holidays with their names, and the make-up workdays with the days that they stand in for."""
    known = {ours: _asked(country, years, theirs) for ours, theirs in LANGUAGES.items()}
    days = sorted(known["en"])
    names = {day: {language: str(found[day]) for language, found in known.items() if day in found} for day in days}
    instead = {}
    for day in days:
        if match := INSTEAD_OF.search(str(known["en"][day])):
            instead[date(int(match[3]), int(match[1]), int(match[2]))] = day
    workdays = sorted(getattr(known["en"], "weekend_workdays", ()))
    return names, {day: instead.get(day) for day in workdays if day.year in years}


def _asked(country: str, years: tuple[int, ...], languages: tuple[str, ...]) -> Any:
    kind = getattr(holidays, country)
    language = next((name for name in languages if name in (kind.supported_languages or ())), None)
    if language is None and languages == LANGUAGES["zh-hans"]:
        return {}
    return holidays.country_holidays(country, years=years, language=language)
