"""Puts answers into texts: `Hello {name}` becomes `Hello Rosa`."""

import re
from collections.abc import Callable

from surveys.rules.expressions.scopes import MISSING
from surveys.rules.expressions.values import Value, text

_PIPE = re.compile(r"\{([^{}]*)\}")
MAX_RENDERED = 50_000


def render(template: str, look_up: Callable[[str], Value]) -> str:
    """The template with every known name replaced; unknown ones stay as they are."""
    if "{" not in template:
        return template

    def replaced(match: re.Match[str]) -> str:
        name = match[1].strip()
        if not name or name.startswith("#"):
            return match[0]
        value = look_up(name)
        return match[0] if value is MISSING else (text(value) if value != " " else "")

    return _PIPE.sub(replaced, template)[:MAX_RENDERED]
