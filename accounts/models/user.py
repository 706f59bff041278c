"""A person who signs in."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.rules import roles
from accounts.rules.roles import Role
from feedback_site.kit import clock

ROLE_NAMES = {
    Role.RESPONDENT: _("Respondent"),
    Role.AGENT: _("Agent"),
    Role.MANAGER: _("Manager"),
    Role.ADMINISTRATOR: _("Administrator"),
}


def role_choices() -> list[tuple[str, Any]]:
    """Return the roles with their words; the API's schema names them by this."""
    return [(role.value, name) for role, name in ROLE_NAMES.items()]


class UserQuerySet(models.QuerySet["User"]):
    """The vocabulary for sets of people."""

    def active(self) -> Self:
        """Those who may sign in."""
        return self.filter(is_active=True)

    def who_may(self, permission: str) -> Self:
        """Active people whose role holds a permission."""
        return self.active().filter(role__in=[r for r in Role if roles.may(r, permission)])


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]  # built at run time
    """Makes people; mail addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create a person, by default a respondent without a usable password."""
        user: User = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create an administrator (`manage.py createsuperuser`)."""
        return self.create_user(email, password, **{**fields, "role": Role.ADMINISTRATOR})

    def get_by_natural_key(self, username: str | None) -> User:
        """Find by address, whatever its case."""
        found: User = self.get(email=(username or "").lower())
        return found


class User(AbstractBaseUser):
    """Somebody with an address, a role, a language and a time zone."""

    email = models.EmailField(_("mail address"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=100, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=role_choices(), default=Role.RESPONDENT.value)
    language = models.CharField(
        _("language"), max_length=20, choices=[("zh-hans", "简体中文"), ("en", "English")], default="zh-hans"
    )
    timezone = models.CharField(_("time zone"), max_length=64, default="Asia/Shanghai")
    is_active = models.BooleanField(_("may sign in"), default=True)
    mail_on_assignment = models.BooleanField(default=True, db_default=True)
    mail_on_message = models.BooleanField(default=True, db_default=True)
    date_joined = models.DateTimeField(default=clock.now)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """One account an address, whatever its case."""

        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(condition=models.Q(role__in=[r.value for r in Role]), name="user_role_known"),
        ]
        indexes = [models.Index(fields=["role"], name="user_by_role", condition=models.Q(is_active=True))]

    def __str__(self) -> str:
        """Show the name, or the address where there is none."""
        return self.name or self.email

    def get_full_name(self) -> str:
        """Return the name that others see."""
        return str(self)

    def get_short_name(self) -> str:
        """Return the same."""
        return str(self)

    def may(self, permission: str) -> bool:
        """Whether this person holds a permission."""
        return self.is_active and roles.may(Role(self.role), permission)

    @property
    def is_staff(self) -> bool:
        """Whether this person works here; some libraries ask by this name."""
        return self.may("console.open")
