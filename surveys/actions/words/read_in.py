"""Take a file of texts into a draft, as one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from surveys.actions.edit_draft import Edit, edit_draft
from surveys.rules import import_definition
from surveys.rules.documents.languages import locales_of
from surveys.rules.exchange.words.placing import changes_of, with_changes

if TYPE_CHECKING:
    from accounts.models import User
    from surveys.models import Survey
    from surveys.rules.exchange.words.placing import Change
    from surveys.rules.exchange.words.reading import WordFile


def read_in_words(
    *, survey_id: int, base: int, file: WordFile, named: str = "", by: User | None = None, on_top: bool = False
) -> tuple[Survey, list[Change]]:
    """Take all that the file changes, or nothing; `base` is the draft that a file without a number was made of.

    Raises Refused (what is wrong with the file), DraftConflict, ImpossibleEdit, RefusedDocuments.
    """
    done: list[Change] = []

    def apply(before: Any, now: Any) -> tuple[Any, str]:
        locales = list(locales_of(import_definition(now)).values())
        done[:] = changes_of(file, before, now, locales)
        return with_changes(now, done, locales[0]), ""

    begun = base if file.revision is None else file.revision
    survey, _path = edit_draft(
        survey_id=survey_id, base=begun, edit=Edit("translated", named, apply), by=by, on_top=on_top
    )
    return survey, done
