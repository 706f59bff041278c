"""A survey as its makers know it: an address, a draft, and a state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from feedback_site.kit import clock
from surveys.rules.lifecycle import State
from surveys.rules.limits.schedule import Schedule

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STATE_NAMES: dict[State, StrOrPromise] = {
    State.DRAFT: _("Draft"),
    State.LIVE: _("Live"),
    State.PAUSED: _("Paused"),
    State.CLOSED: _("Closed"),
}


def states() -> list[tuple[str, StrOrPromise]]:
    """Return the states with their words; the API's schema names them by this."""
    return [(state.value, name) for state, name in STATE_NAMES.items()]


SLUG_LENGTH = 60
known_slug = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Use small letters, digits and single hyphens."), code="slug"
)


class SurveyQuerySet(models.QuerySet["Survey"]):
    """The vocabulary for sets of surveys."""

    def listed(self) -> Self:
        """Without the heavy documents; `heading` is the draft's title, a text or one text a language."""
        return self.defer("draft", "settings").annotate(heading=F("draft__title"))


class Survey(models.Model):
    """What respondents find under `/s/<slug>/`: the live version, not the draft."""

    slug = models.CharField(_("address"), max_length=SLUG_LENGTH, unique=True, validators=[known_slug])
    state = models.CharField(max_length=10, choices=states(), default=State.DRAFT.value)
    draft = models.JSONField()
    revision = models.PositiveIntegerField(default=1)
    settings = models.JSONField(default=dict)
    live_version = models.ForeignKey("surveys.SurveyVersion", on_delete=models.PROTECT, null=True, related_name="+")
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        """A survey is a draft exactly as long as nothing was published."""

        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s.value for s in State]), name="survey_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT.value, live_version=None)
                | ~Q(state=State.DRAFT.value) & ~Q(live_version=None),
                name="survey_draft_has_no_version",
            ),
            models.CheckConstraint(
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(opens_at__lt=F("closes_at")),
                name="survey_opens_before_it_closes",
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="survey_newest")]

    def __str__(self) -> str:
        """Show the address."""
        return self.slug

    @property
    def schedule(self) -> Schedule:
        """From when until when it takes answers."""
        return Schedule(opens_at=self.opens_at, closes_at=self.closes_at)
