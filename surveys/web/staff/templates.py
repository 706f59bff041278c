"""Templates to begin with: what there is, how it looks, and a draft made of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from feedback_site.kit.access import allow
from feedback_site.kit.redirects import see_other
from surveys.actions.import_survey import checked, import_survey
from surveys.rules.instruments.templates import Template, template, templates
from surveys.web.staff.found import staff
from surveys.web.staff.previewing import show

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("survey.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """List them; POST makes a draft of one."""
    if request.method != "POST":
        return render(request, "surveys/console/templates.html", {"templates": templates()})
    wish = _find(request.POST.get("template", ""))
    survey = import_survey(definition=wish.definition, settings=wish.settings, by=staff(request))
    messages.success(request, _("The draft is made. Look at the preview, then publish it."))
    return see_other("surveys:survey", survey.slug)


@allow("survey.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """Show a template as respondents would see it."""
    found = _find(key)
    return show(request, checked(found.definition, found.settings), back=reverse("surveys:templates"))


def _find(key: str) -> Template:
    try:
        return template(key)
    except KeyError as error:
        raise Http404(_("There is no such template.")) from error
