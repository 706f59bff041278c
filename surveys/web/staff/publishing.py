"""Publishing a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from feedback_site.kit.access import allow
from feedback_site.kit.redirects import see_other
from surveys.actions.publish_survey import ReviewedAnother, publish_survey
from surveys.web.builder.reviewing import review_page
from surveys.web.staff.found import find_survey, staff

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@allow("survey.publish")
@require_POST
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """Freeze the draft as the next version; only the very draft that was looked at, where the form says which."""
    reviewed, revision = request.POST.get("reviewed"), request.POST.get("revision", "")
    try:
        version = publish_survey(survey_id=find_survey(slug).pk, by=staff(request), reviewed=reviewed)
    except ReviewedAnother:
        return review_page(request, slug, since=int(revision) if revision.isdecimal() and len(revision) < 10 else 0)
    messages.success(request, _("Version %(number)s is live.") % {"number": version.number})
    return see_other("surveys:survey", slug)
