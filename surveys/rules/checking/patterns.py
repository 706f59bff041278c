"""Regular expressions written by survey authors, run within bounds."""

from functools import lru_cache

import regex

from surveys.rules.marking import gettext_noop

MAX_PATTERN = 500
MAX_INPUT = 10_000
TIMEOUT = 0.05


@lru_cache(maxsize=1024)
def _compiled(pattern: str, ignore_case: bool) -> "regex.Pattern[str] | str":
    if len(pattern) > MAX_PATTERN:
        return gettext_noop("it is longer than {} characters").format(MAX_PATTERN)
    flags = regex.ASCII | (regex.IGNORECASE if ignore_case else 0)
    try:
        return regex.compile(pattern, flags)
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        return str(error)


def pattern_problem(pattern: str) -> str | None:
    """Why a pattern cannot be used, or None."""
    compiled = _compiled(pattern, False)
    return compiled if isinstance(compiled, str) else None


def matches(pattern: str, value: str, *, ignore_case: bool = False) -> bool:
    """Whether a pattern is found in a value; a search that takes too long does not count."""
    compiled = _compiled(pattern, ignore_case)
    if isinstance(compiled, str) or len(value) > MAX_INPUT:
        return False
    try:
        return compiled.search(value, timeout=TIMEOUT) is not None
    except TimeoutError:
        return False
