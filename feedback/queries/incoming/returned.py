"""The delivery that a bounce brings back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notifications.models import Delivery

if TYPE_CHECKING:
    from feedback.rules.mail.judge import Judgement


def returned_delivery(judged: Judgement) -> Delivery | None:
    """The mail of ours whose identifier the bounce encloses, if it went where the bounce says that it failed.

    Nobody but its receiver and the servers on its way knows the identifier, so a made-up bounce proves nothing.
    """
    wanted = [f"<{item}>" for item in judged.returned]
    found = Delivery.objects.filter(message_id__in=wanted).first() if wanted else None
    recipient = judged.bounce.recipient.lower() if judged.bounce else ""
    return found if found and recipient in {"", found.to.lower()} else None
