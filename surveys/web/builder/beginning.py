"""A new survey from nothing: a title, a language, and the builder opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from feedback_site.kit.access import allow
from feedback_site.kit.problems import Invalid
from feedback_site.kit.redirects import SeeOther
from surveys.actions.import_survey import SlugTaken, import_survey
from surveys.models.survey import SLUG_LENGTH, known_slug
from surveys.web.staff.found import staff

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LOCALES = {"zh-hans": "zh-cn", "zh-hant": "zh-tw"}


class NewSurveyForm(forms.Form):
    """What a survey needs to begin."""

    title = forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput({"autofocus": True}))
    language = forms.ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, help_text=_("More languages can be added at any time.")
    )
    slug = forms.CharField(
        label=_("Address"),
        required=False,
        max_length=SLUG_LENGTH,
        validators=[known_slug],
        help_text=_("The end of the public link; left empty, it is made from the title."),
    )


@allow("survey.edit")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make an empty survey and open the builder."""
    is_sent = request.method == "POST"
    form = NewSurveyForm(request.POST if is_sent else None, initial={"language": get_language()})
    if is_sent and form.is_valid():
        wish = form.cleaned_data
        try:
            survey = import_survey(definition=_empty(wish), slug=wish["slug"], by=staff(request))
        except (SlugTaken, Invalid) as problem:
            form.add_error("slug", str(problem.title))
        else:
            return SeeOther(reverse("surveys:builder", args=[survey.slug]) + "?focus=add-type")
    context = {"form": form, "templates_url": _templates_url()}
    return render(request, "surveys/builder/new.html", context, status=422 if is_sent else 200)


def _empty(wish: dict[str, Any]) -> dict[str, Any]:
    locale = LOCALES.get(wish["language"], wish["language"])
    return {"title": wish["title"], "locale": locale, "pages": [{"name": "page1", "elements": []}]}


def _templates_url() -> str:
    """The list of templates, where there is one."""
    try:
        return reverse("surveys:templates")
    except NoReverseMatch:
        return ""
