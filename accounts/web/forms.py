"""What people fill in about themselves and each other."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from accounts.actions.ask_new_password import ask_new_password
from accounts.models import User
from accounts.models.user import ROLE_NAMES
from accounts.queries.mail_wishes import WISHES
from accounts.rules.roles import Role
from feedback_site.kit.hours.forms import ZoneField

STAFF_ROLES = [(role.value, ROLE_NAMES[role]) for role in Role if role != Role.RESPONDENT]


class SignInForm(LoginForm):  # type: ignore[misc]  # untyped
    """Address and password; the way to a new one stands below, where the keyboard meets it last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class NameField(forms.CharField):
    """What others see."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Name"),
            max_length=100,
            help_text=_("Your colleagues and the people you answer see it."),
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
        )


class ProfileForm(forms.Form):
    """Name, language and time zone."""

    name = NameField()
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    timezone = ZoneField(help_text=_("Times on the screen, and when your weekly digest comes."))


class OwnProfileForm(ProfileForm):
    """The same, and for those who answer cases which mails they get."""

    mail_on_assignment = forms.BooleanField(
        label=_("Mail me when somebody else assigns a case to me"),
        required=False,
        help_text=_("What comes within a few minutes comes in one mail. While you are away it waits."),
    )
    mail_on_message = forms.BooleanField(label=_("Mail me when the reporter writes in my case"), required=False)
    mail_on_mention = forms.BooleanField(label=_("Mail me when a note calls me"), required=False)

    def __init__(self, *args: Any, answers: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not answers:
            for name in WISHES:
                del self.fields[name]


class AcceptanceForm(ProfileForm):
    """The same and a password: what it takes to join."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 10 characters; several words in a row make a good one."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    field_order = ("name", "password", "language", "timezone")

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        """Hold it against the rules for passwords."""
        password: str = self.cleaned_data["password"]
        validate_password(password, User(email=self.email, name=self.cleaned_data.get("name", "")))
        return password


class InvitationForm(forms.Form):
    """Whom to invite, as what, in which language."""

    email = forms.EmailField(label=_("Mail address"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=STAFF_ROLES, initial=Role.AGENT.value)
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)


class RoleForm(forms.Form):
    """What a person may do."""

    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, ROLE_NAMES[role]) for role in Role])


class TokenForm(forms.Form):
    """What a key is for."""

    label = forms.CharField(
        label=_("What is it for?"),
        max_length=100,
        help_text=_("For example: nightly export."),
    )


class PeopleFilter(forms.Form):
    """How the list of people is narrowed."""

    q = forms.CharField(label=_("Name or address"), required=False, max_length=100)
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[("", _("All")), *((role.value, name) for role, name in ROLE_NAMES.items())],
    )
    access = forms.ChoiceField(
        label=_("Access"),
        required=False,
        choices=[("", _("All")), ("yes", _("May sign in")), ("no", _("Deactivated"))],
    )


class ForgottenPasswordForm(ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """Where to send the link; what follows is the same for every address."""

    def clean_email(self) -> str:
        """Take any address: whether somebody has it is looked up once, later."""
        return str(self.cleaned_data["email"])

    def save(self, request: Any, **_options: Any) -> str:  # noqa: ARG002 -- allauth's signature
        """Note the wish."""
        ask_new_password(email=self.cleaned_data["email"])
        return str(self.cleaned_data["email"])
