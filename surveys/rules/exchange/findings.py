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
    "words_unreadable": gettext_noop("This file cannot be read. Save it as “CSV UTF-8”, or as a workbook (.xlsx)."),
    "words_too_large": gettext_noop("This file is larger than {limit} KB. Send it in parts; each row stands alone."),
    "words_no_head": gettext_noop("The first row names the columns: “text”, then languages, such as en or zh-cn."),
    "words_not_json": gettext_noop("“texts” was expected here: for each text its wordings by language."),
    "words_no_language": gettext_noop("“{name}” is no language. Languages are written as codes, such as en or zh-cn."),
    "words_column_twice": gettext_noop("The language {name} stands in this file twice."),
    "words_too_many_columns": gettext_noop("There are more than {limit} languages here."),
    "words_too_many_cells": gettext_noop("This row has more cells than there are columns."),
    "words_twice": gettext_noop("This text stands in the file twice."),
    "words_gone": gettext_noop("There is no such text in this survey."),
    "words_unstorable": gettext_noop("There is a character here that cannot be stored."),
    "words_of_another": gettext_noop("This file was made of another survey, or of a later draft."),
    "words_none": gettext_noop("There are no texts in this file."),
    "not_carried": gettext_noop("Not carried over: {name}"),
    "not_asked": gettext_noop("Not carried over: {reason}"),
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
