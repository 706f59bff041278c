"""Reads a survey from a file of any kind that is known here, told by the end of its name."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from surveys.rules.definition import Refused, import_definition
from surveys.rules.exchange.findings import Brought, ExchangeFinding
from surveys.rules.exchange.limesurvey.importing import import_limesurvey
from surveys.rules.exchange.xlsform.importing import import_xlsform
from surveys.rules.exchange.xlsform.workbook import workbook
from surveys.rules.exchange.xlsform.writing import write_xlsform

if TYPE_CHECKING:
    from collections.abc import Callable

FOREIGN: dict[str, Callable[[bytes], Brought]] = {
    ".xlsx": lambda content: import_xlsform(content, ".xlsx"),
    ".xls": lambda content: import_xlsform(content, ".xls"),
    ".lss": import_limesurvey,
}


def is_foreign(name: str) -> bool:
    """Whether a file of this name is another program's, not SurveyJS JSON."""
    return _kind(name) in FOREIGN


def bring(name: str, content: bytes) -> Brought:
    """The survey in a foreign file; raises Refused with everything that has no counterpart."""
    reader = FOREIGN.get(_kind(name))
    if reader is None:
        raise Refused([ExchangeFinding("", "unknown_file")])
    return reader(content)


def exported(definition: Any) -> bytes:
    """A definition as SurveyJS JSON, to the letter of what was stored."""
    return (json.dumps(definition, ensure_ascii=False, indent=2) + "\n").encode()


def exported_xlsform(definition: Any) -> tuple[bytes, list[ExchangeFinding]]:
    """A definition as an XLSForm, and what that cannot hold."""
    written = write_xlsform(import_definition(definition))
    return workbook(written), written.left


def _kind(name: str) -> str:
    return PurePath(name.lower()).suffix
