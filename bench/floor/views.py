"""Two SELECTs and a template; then one INSERT, unchecked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render

from bench.floor.models import Answer, Question, Survey

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form, or keep what was sent."""
    if request.method == "POST":
        said = {name: value[:100] for name, value in request.POST.items() if name.startswith("q")}
        Answer.objects.create(survey_id=pk, answers=said)
        return HttpResponseRedirect("/thanks/")
    survey = get_object_or_404(Survey, pk=pk)
    return render(request, "floor/form.html", {"survey": survey, "questions": Question.objects.filter(survey=survey)})
