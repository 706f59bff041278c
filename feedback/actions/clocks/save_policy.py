"""Make a service policy, change its terms, or its place in the list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from feedback.actions.trade_places import trade_places
from feedback.events import PolicyChanged
from feedback.models import PolicyVersion, RulesChange, SlaPolicy
from feedback.models.clocks.policy import MOST_MINUTES, NAME_LENGTH
from feedback.rules.clocks.matching import BadConditionError, checked_condition
from feedback.rules.clocks.targets import Target, Targets
from feedback_site.kit import clock
from feedback_site.kit.problems import Invalid
from notifications.event_log import record

if TYPE_CHECKING:
    from accounts.models import User
    from feedback.models import BusinessCalendar


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What somebody wishes a policy to say; without a calendar all time counts."""

    name: str
    targets: Targets
    condition: dict[str, list[str]] = field(default_factory=dict)
    calendar: BusinessCalendar | None = None
    is_active: bool = True


@transaction.atomic
def save_policy(*, terms: Terms, policy: SlaPolicy | None = None, by: User | None = None) -> PolicyVersion:
    """Save the policy; other terms make a new version, which holds for open tickets within a minute.

    Raises Invalid.
    """
    content = _content(terms)
    row = _row(policy, terms)
    was_active, row.is_active = row.is_active, terms.is_active
    row.save()
    last = row.versions.order_by("-number").first()
    same = last if last and content == {name: getattr(last, name) for name in content} else None
    if same and was_active == row.is_active:
        return same
    version = same or PolicyVersion.objects.create(
        policy=row, number=last.number + 1 if last else 1, created_at=clock.now(), created_by=by, **content
    )
    _note(version, by)
    return version


@transaction.atomic
def move_policy(*, policy: SlaPolicy, up: bool, by: User | None = None) -> None:
    """Change places with the neighbour; at the end of the list nothing moves."""
    if trade_places(SlaPolicy.objects.in_order(), policy, up=up):
        _note(policy.versions.latest("number"), by)


def _note(version: PolicyVersion, by: User | None) -> None:
    RulesChange.objects.create(at=clock.now())
    record(
        PolicyChanged(policy_id=version.policy_id, version_id=version.pk),
        actor_id=by.pk if by else None,
        subject=f"policy:{version.policy_id}",
    )


def _content(terms: Terms) -> dict[str, Any]:
    minutes = {f"{target.value}_minutes": terms.targets.minutes(target) for target in Target}
    wrong = [name for name, value in minutes.items() if value is not None and not 1 <= value <= MOST_MINUTES]
    if wrong:
        raise Invalid(errors={name: [_("A target is a minute at least and a year at most.")] for name in wrong})
    if not any(minutes.values()):
        raise Invalid(errors={"first_minutes": [_("Promise at least one thing.")]})
    if not 1 <= terms.targets.warn <= 99:
        raise Invalid(errors={"warn_percent": [_("Choose between 1 and 99 percent.")]})
    try:
        condition = checked_condition(terms.condition)
    except BadConditionError as error:
        raise Invalid(errors={"condition": [_("This condition cannot be read.")]}) from error
    return {
        **minutes,
        "counts": terms.targets.counts.value,
        "warn_percent": terms.targets.warn,
        "condition": condition,
        "calendar": terms.calendar,
    }


def _row(policy: SlaPolicy | None, terms: Terms) -> SlaPolicy:
    name = " ".join(terms.name.split())
    if not 0 < len(name) <= NAME_LENGTH:
        raise Invalid(errors={"name": [_("Give it a name of up to %(most)s characters.") % {"most": NAME_LENGTH}]})
    rows = list(SlaPolicy.objects.select_for_update().in_order())
    if any(row.name == name and (policy is None or row.pk != policy.pk) for row in rows):
        raise Invalid(errors={"name": [_("There is a policy of this name already.")]})
    last = SlaPolicy.objects.aggregate(last=Max("position"))["last"]
    if policy is None:
        position = 0 if last is None else last + 1
        return SlaPolicy(name=name, position=position, created_at=clock.now(), is_active=terms.is_active)
    row = next(row for row in rows if row.pk == policy.pk)
    row.name = name
    return row
