"""What allauth asks us: nobody signs up alone, and its mails go the way of all mails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import get_language

from feedback_site.kit.tokens import new_token
from notifications.actions.queue_delivery import Mail, queue_delivery

if TYPE_CHECKING:
    from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Staff join by invitation; password mails become deliveries."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        """Refuse: an invitation is the only way in."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the mail that allauth rendered."""
        message = self.render_mail(template_prefix, email, {"request": self.request, **context})
        html = next((body for body, kind in getattr(message, "alternatives", []) if kind == "text/html"), "")
        queue_delivery(
            Mail(
                key=f"account:{new_token()}",
                kind=template_prefix.rsplit("/", 1)[-1],
                to=email,
                subject=message.subject,
                text=message.body,
                html=html,
                language=get_language() or "en",
            )
        )
