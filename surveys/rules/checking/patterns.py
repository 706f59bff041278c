"""Regular expressions written by survey authors, run within bounds."""

import re
import time
from functools import lru_cache

import regex

from surveys.rules.marking import gettext_noop

MAX_PATTERN = 500
MAX_INPUT = 10_000
MAX_UNROLLED = 2_000
TIMEOUT = 0.05

_PIECES = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]?|(?P<open>\()|(?P<close>\))|\{(?P<times>\d+)(?:,\d*)?\}|.", re.DOTALL | re.ASCII
)


@lru_cache(maxsize=512)
def _compiled(pattern: str, ignore_case: bool) -> "regex.Pattern[str] | str":
    if len(pattern) > MAX_PATTERN:
        return gettext_noop("it is longer than {} characters").format(MAX_PATTERN)
    if _unrolled(pattern) > MAX_UNROLLED:
        return gettext_noop("it repeats too much")
    flags = regex.ASCII | (regex.IGNORECASE if ignore_case else 0)
    try:
        return regex.compile(pattern, flags)
    except (regex.error, RecursionError, OverflowError, ValueError) as error:
        return str(error)


def _unrolled(pattern: str) -> int:
    """About how large a pattern grows when it is made ready: `(a{1000}){1000}` becomes a million pieces."""
    whole, last = 0, 0
    around: list[int] = []
    for piece in _PIECES.finditer(pattern):
        if piece["open"]:
            around.append(whole)
            whole = last = 0
        elif piece["close"] and around:
            last, whole = whole, around.pop() + whole
        elif times := piece["times"]:
            more = last * (max(1, int(times[:9])) - 1)
            last, whole = last + more, whole + more
        else:
            last, whole = 1, whole + 1
    return whole + sum(around)


def pattern_problem(pattern: str) -> str | None:
    """Why a pattern cannot be used, or None."""
    compiled = _compiled(pattern, False)
    return compiled if isinstance(compiled, str) else None


class Patience:
    """So much time as the patterns of one evaluation may take together."""

    def __init__(self, seconds: float) -> None:
        """Begin with all of it."""
        self.left = seconds


def matches(pattern: str, value: str, *, ignore_case: bool = False, patience: Patience | None = None) -> bool:
    """Whether a pattern is found in a value; a search that takes too long does not count."""
    compiled = _compiled(pattern, ignore_case)
    granted = TIMEOUT if patience is None else min(TIMEOUT, patience.left)
    if isinstance(compiled, str) or len(value) > MAX_INPUT or granted <= 0:
        return False
    begun = time.perf_counter()
    try:
        return compiled.search(value, timeout=granted) is not None
    except TimeoutError:
        return False
    finally:
        if patience is not None:
            patience.left -= time.perf_counter() - begun
