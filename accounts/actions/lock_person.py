"""Lock a person for a change, and see to it that an administrator is left."""

from __future__ import annotations

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules.roles import Role
from feedback_site.kit.problems import Problem


class LastAdministrator(Problem):
    """The change would leave nobody who can let people in."""

    status = HTTPStatus.CONFLICT
    title = _("This is the last administrator. Make somebody else an administrator first.")


def lock_person(user_id: int) -> User:
    """Lock a person together with all active administrators, always in the same order.

    Two who would each remove the other wait here, and the second sees what the first has done.
    Raises User.DoesNotExist.
    """
    administrators = User.objects.active().filter(role=Role.ADMINISTRATOR)
    locked = (administrators | User.objects.filter(pk=user_id)).order_by("pk")
    people: dict[int, User] = {user.pk: user for user in locked.select_for_update(no_key=True)}
    if user_id not in people:
        raise User.DoesNotExist
    return people[user_id]


def keep_an_administrator(*, without: User) -> None:
    """Refuse when nobody but this locked person is an active administrator."""
    if without.role != Role.ADMINISTRATOR or not without.is_active:
        return
    if not User.objects.active().filter(role=Role.ADMINISTRATOR).exclude(pk=without.pk).exists():
        raise LastAdministrator
