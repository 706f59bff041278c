"""Queue a mail again by hand."""

from __future__ import annotations

from django.conf import settings

from feedback_site.celery import SEND_MAIL, wake_on_commit
from feedback_site.kit import clock
from notifications.models import Delivery


def retry_delivery(*, delivery_id: int) -> bool:
    """Queue a failed mail once more, or a kept one now that a mail server is set; return whether it was."""
    if not settings.EMAIL_URL:
        return False
    again = Delivery.objects.filter(pk=delivery_id, state__in=[Delivery.State.FAILED, Delivery.State.KEPT])
    queued = again.update(state=Delivery.State.QUEUED, attempts=0, try_at=clock.now(), error="")
    wake_on_commit(SEND_MAIL)
    return bool(queued)
