"""A file of texts, read back into the draft as one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from feedback_site.kit.access import allow
from feedback_site.kit.redirects import see_other
from feedback_site.kit.texts.chinese import GB18030
from surveys.actions.edit_draft import ImpossibleEdit
from surveys.actions.import_survey import RefusedDocuments
from surveys.actions.keep_revision import DraftConflict
from surveys.actions.words.read_in import read_in_words
from surveys.queries.draft_history import definition_at
from surveys.rules.definition.findings import Refused
from surveys.rules.editing.places import MESSAGES
from surveys.rules.exchange.words.placing import changes_of
from surveys.rules.exchange.words.reading import WordFinding, read_words
from surveys.rules.exchange.words.writing import wordings_as_json
from surveys.web.builder.changes import base_of
from surveys.web.builder.conflicts import conflict_context
from surveys.web.builder.screen import Desk, open_desk
from surveys.web.builder.words.table import table_page
from surveys.web.staff.findings import Told, told
from surveys.web.staff.found import staff

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from surveys.rules.definition.findings import Finding
    from surveys.rules.exchange.words.reading import WordFile

MOST_TOLD = 50


@allow("survey.edit")
@require_POST
def read_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Take all that a file changes, or nothing and say why, row by row."""
    desk = open_desk(slug, "", "")
    try:
        file = _file(request, desk)
    except Refused as refused:
        return table_page(request, desk, problems=_told(refused.findings))
    base = base_of(request) if file.revision is None else file.revision
    try:
        _survey, done = read_in_words(
            survey_id=desk.survey.pk,
            base=base,
            file=file,
            named=_file_name(request),
            by=staff(request),
            on_top=bool(request.POST.get("on_top")),
        )
    except Refused as refused:
        return table_page(request, desk, problems=_told(refused.findings))
    except RefusedDocuments as refused_documents:
        return table_page(request, desk, problems=told(refused_documents.findings))
    except ImpossibleEdit as refusal:
        return table_page(request, desk, problems=[Told("", _(MESSAGES[refusal.code]))])
    except DraftConflict:
        return _conflict(request, desk, file, base)
    if file.encoding == GB18030:
        messages.info(request, _("The file was read as GB18030 (GBK). Should signs look wrong, take it back."))
    if done:
        words = ngettext("%(n)s text read in.", "%(n)s texts read in.", len(done)) % {"n": len(done)}
        messages.success(request, " ".join([words, _("“Undo” among the questions takes it back.")]))
    else:
        messages.info(request, _("Nothing in this file differs from the draft."))
    return see_other("surveys:translations", slug)


def _file(request: HttpRequest, desk: Desk) -> WordFile:
    """What was sent, as a file or again from the page of a conflict; raises Refused."""
    upload = request.FILES.get("file")
    content = upload.read() if upload else request.POST.get("words", "").encode()
    return read_words(content, newest=desk.survey.revision)


def _file_name(request: HttpRequest) -> str:
    upload = request.FILES.get("file")
    return (upload.name if upload else request.POST.get("named", "")) or ""


def _conflict(request: HttpRequest, desk: Desk, file: WordFile, base: int) -> HttpResponse:
    """Who changed what meanwhile, and every wording of the file beside the one that stands there now."""
    locales = list(desk.locales.values())
    begun: Any = definition_at(desk.survey, base)
    try:
        changes = changes_of(file, begun, desk.draft, locales)
    except Refused as refused:
        return table_page(request, desk, problems=_told(refused.findings))
    texts: dict[str, dict[str, str]] = {}
    for change in changes:
        texts.setdefault(change.words.name, {})[change.locale] = change.text
    carried = {"revision": str(base), "words": wordings_as_json(texts, base), "named": _file_name(request)}
    context = conflict_context(request, desk, base) | {
        "typed": [
            {"label": f"{c.words.name} ({c.locale})", "mine": c.text, "theirs": c.replaced} for c in changes[:MOST_TOLD]
        ],
        "carried": list(carried.items()),
        "is_file": True,
    }
    return render(request, "surveys/builder/conflict.html", context, status=409)


def _told(findings: Iterable[Finding]) -> list[Told]:
    """Each with its row, in words; a long list in part."""
    found = list(findings)
    rows = [f.row if isinstance(f, WordFinding) else 0 for f in found]
    words = [_placed(said, row) for said, row in zip(told(found[:MOST_TOLD]), rows, strict=False)]
    if (more := len(found) - MOST_TOLD) > 0:
        words.append(Told("", ngettext("And %(n)s more.", "And %(n)s more.", more) % {"n": more}))
    return words


def _placed(said: Told, row: int) -> Told:
    where = _("Row %(n)s") % {"n": row} if row else ""
    place = "" if said.path == "$" else said.path
    return Told(" · ".join(part for part in (where, place) if part), said.text)
