"""What stands in the way of bringing a survey over from another program, by the place in its own file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from surveys.rules.definition.findings import Finding
from surveys.rules.marking import gettext_noop

EXCHANGE_MESSAGES: dict[str, str] = {
    "as_said": "{reason}",
    "unreadable_file": gettext_noop("This file cannot be read."),
    "unknown_file": gettext_noop("This kind of file is not known here; bring .json, .xlsx, .xls or .lss."),
    "huge_file": gettext_noop("This file is larger than what a survey needs."),
    "foreign_type": gettext_noop("Questions of the kind {value} cannot be asked here."),
    "foreign_column": gettext_noop("The column {name} asks for something that surveys here cannot do."),
    "foreign_expression": gettext_noop("This expression cannot be carried over: {value}"),
    "foreign_language": gettext_noop("Give the language {value} a code in brackets, such as “English (en)”."),
    "foreign_sheet": gettext_noop("The sheet {name} cannot be carried over."),
    "taken_name": gettext_noop("Another question or group is already called {name}."),
    "not_carried": gettext_noop("Not carried over: {name}"),
}


@dataclass(frozen=True, slots=True)
class ExchangeFinding(Finding):
    """One thing at one place of a file of another program."""

    @property
    def message(self) -> str:
        """The finding in English."""
        return EXCHANGE_MESSAGES[self.code].format(**self.params)


@dataclass(frozen=True, kw_only=True)
class Brought:
    """A survey from elsewhere, and what of it was left behind though it could be read."""

    definition: Any
    left: list[ExchangeFinding] = field(default_factory=list)
