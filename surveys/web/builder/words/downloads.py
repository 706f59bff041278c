"""The texts of a draft as a file, to hand to a translator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from surveys.rules.exchange.words.writing import KINDS

if TYPE_CHECKING:
    from surveys.web.builder.screen import Desk


def downloaded_words(desk: Desk, locales: list[str], kind: str) -> HttpResponse:
    """A row a text and a column a language, as CSV or a workbook, or the same as JSON."""
    write, media = KINDS[kind]
    content = write(desk.draft, locales, desk.survey.revision)
    head = {"Content-Disposition": f'attachment; filename="{desk.survey.slug}-texts.{kind}"'}
    return HttpResponse(content, content_type=media, headers=head)
