"""The imports and one of them, its steps, and its report as a file."""

from __future__ import annotations

import csv
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback.actions.importing.begin import begin_import
from feedback.actions.importing.steer import steer_import
from feedback.models import TicketImport
from feedback.queries.importing.report import cells, imports, report
from feedback.rules.importing.case import Source
from feedback.rules.importing.columns import MOST_COLUMNS
from feedback.rules.importing.states import Step
from feedback.web.importing.forms import ImportForm
from feedback.web.staff import staff
from feedback_site.kit.access import allow
from feedback_site.kit.htmx import render
from feedback_site.kit.problems import Invalid, Problem
from feedback_site.kit.redirects import see_other

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse


@allow("ticket.import")
@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """Show what was brought over, and take an export."""
    user = staff(request)
    if request.method != "POST":
        form = ImportForm(initial={"zone": user.timezone})
        return render(request, "feedback/importing/list.html", {"form": form, "imports": imports()})
    form = ImportForm(request.POST, request.FILES)
    if form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        try:
            run = begin_import(
                content=said["file"], source=Source(said["source"]), by=user, space=said["space"], zone=said["zone"]
            )
        except Invalid as problem:
            for field, errors in problem.errors.items():
                form.add_error(field, errors)
        else:
            return see_other("feedback:import", run.pk)
    context = {"form": form, "imports": imports()}
    return render(request, "feedback/importing/list.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@allow("ticket.import")
@require_safe
def one_import(request: HttpRequest, run_id: int) -> HttpResponse:
    """Say how far it is, and what of it is not taken."""
    run = get_object_or_404(TicketImport.objects.select_related("by"), pk=run_id)
    return render(request, "feedback/importing/import.html", {"report": report(run)}, fragment="progress")


@allow("ticket.import")
@require_POST
def import_step(request: HttpRequest, run_id: int) -> HttpResponse:
    """Let it begin, stop, go on, or be looked at with other columns."""
    run = get_object_or_404(TicketImport, pk=run_id)
    asked = request.POST.get("step", "")
    mapping = None
    if asked == Step.LOOK:
        mapping = {str(place): request.POST.get(f"column_{place}", "") for place in range(MOST_COLUMNS)}
    try:
        if asked not in set(Step):
            raise Invalid(errors={"step": [_("Choose one of the buttons.")]})
        steer_import(run=run, step=Step(asked), by=staff(request), mapping=mapping)
    except Problem as problem:
        told = [str(one) for errors in problem.errors.values() for one in errors]
        messages.error(request, " ".join(told) or str(problem))
    return see_other("feedback:import", run.pk)


@allow("ticket.import")
@require_safe
def import_report(_request: HttpRequest, run_id: int) -> StreamingHttpResponse:
    """Hand out the whole report as a file that spreadsheets open."""
    run = get_object_or_404(TicketImport, pk=run_id)
    name = f"import-{run.pk}.csv"
    return StreamingHttpResponse(
        _csv(run),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


class _Echo:
    """Gives back what is written, so that nothing is collected."""

    def write(self, text: str) -> str:
        return text


def _csv(run: TicketImport) -> Iterator[bytes]:
    rows = csv.writer(_Echo())
    yield b"\xef\xbb\xbf"
    for row in cells(run):
        yield rows.writerow(row).encode()
