"""Two people at the limits of one survey: what each of them wants, and the choice."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.signing import BadSignature
from django.shortcuts import render
from django.utils.translation import gettext as _

from feedback_site.kit.problems import Problem
from feedback_site.kit.tokens import sign, unsign
from surveys.rules.limits.parts import KEYS, changed, parts_of
from surveys.rules.versions.fingerprint import fingerprint
from surveys.web.staff.limit_forms import LimitsForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from surveys.models import Survey

NOT_CARRIED = frozenset({"csrfmiddlewaretoken", "seen"})


def signed(survey: Survey, settings: dict[str, Any]) -> str:
    """What a form is made of, to be sent back with it."""
    return sign(_purpose(survey), json.dumps({key: settings[key] for key in KEYS if key in settings}))


def begun_with(request: HttpRequest, survey: Survey) -> dict[str, Any]:
    """The settings that a sent form was made of."""
    if "begun" not in request.POST:
        return dict(survey.settings)
    try:
        found: dict[str, Any] = json.loads(unsign(_purpose(survey), request.POST["begun"]))
    except BadSignature as error:
        raise Problem from error
    return found


def has_seen(request: HttpRequest, survey: Survey) -> bool:
    """Whether they looked at what the others did, and want theirs on top."""
    return request.POST.get("seen") == fingerprint(None, survey.settings)


def conflict_page(request: HttpRequest, survey: Survey, begun: dict[str, Any], mine: dict[str, Any]) -> HttpResponse:
    """Each part that was changed here, beside how it stands now; the form carries everything that was sent."""
    wanted, theirs = _shown(mine), _shown(survey.settings)
    labels = LimitsForm.base_fields
    context = {
        "survey": survey,
        "title": survey.draft.get("title"),
        "typed": [
            {"label": labels[key].label, "mine": wanted[key], "theirs": theirs[key]} for key in changed(begun, mine)
        ],
        "others": [
            {"label": labels[key].label, "now": theirs[key]}
            for key in changed(begun, survey.settings)
            if key not in changed(begun, mine)
        ],
        "carried": [(k, v) for k in request.POST if k not in NOT_CARRIED for v in request.POST.getlist(k)],
        "seen": fingerprint(None, survey.settings),
    }
    return render(request, "surveys/console/limits_conflict.html", context, status=409)


def _shown(settings: dict[str, Any]) -> dict[str, str]:
    """Each part in words."""
    form, parts = LimitsForm.initial_from(settings), parts_of(settings)
    return {
        key: (_("Yes") if value else _("No")) if isinstance(parts[key], bool) else str(value or "")
        for key, value in form.items()
    }


def _purpose(survey: Survey) -> str:
    return f"survey-limits:{survey.pk}"
