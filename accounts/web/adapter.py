"""What allauth asks us: nobody signs up alone, and its mails go the way of all mails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.shortcuts import render
from django.utils import translation

from accounts.emails import CHANGES, change_mail
from accounts.models import User
from feedback_site.kit.tokens import new_token
from notifications.actions.queue_delivery import Mail, queue_delivery
from notifications.models import Nature

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Staff join by invitation; mails about passwords become deliveries."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        """Refuse: an invitation is the only way in."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:  # noqa: ARG002 -- allauth's
        """Tell who knew the password, and nobody else, that the account is closed."""
        return render(request, "account/account_inactive.html", status=403)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the owner of an account what was changed; where from is nobody's business to keep."""
        self.send_mail(template_prefix, email or user.email, {"user": user, **(context or {})})

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail that allauth rendered, in its receiver's language."""
        user = context.get("user") or User.objects.filter(email=email.lower()).first()
        language = user.language if user else settings.DEFAULT_LANGUAGE
        kind, key = template_prefix.rsplit("/", 1)[-1], f"account:{new_token()}"
        if kind in CHANGES:
            queue_delivery(change_mail(kind, to=email, language=language, key=key))
            return
        extra = {"site_name": settings.SITE_NAME, "language": language}
        with translation.override(language):
            message = self.render_mail(template_prefix, email, {**extra, **context})
        html = next((body for body, kind in getattr(message, "alternatives", []) if kind == "text/html"), "")
        queue_delivery(
            Mail(
                key=key,
                kind=kind,
                nature=Nature.SECURITY,
                to=email,
                subject=message.subject,
                text=message.body,
                html=html,
                language=language,
            )
        )
