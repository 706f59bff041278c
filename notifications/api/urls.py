"""The API's routes of this app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from notifications.api.deliveries import Deliveries, DeliveryRetry
from notifications.api.mail_texts import MailTextPreview, MailTexts, OneMailText

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("mail/", Deliveries.as_view(), name="api-deliveries"),
    path("mail/<int:delivery_id>/retry/", DeliveryRetry.as_view(), name="api-delivery-retry"),
    path("mail/texts/", MailTexts.as_view(), name="api-mail-texts"),
    path("mail/texts/<slug:kind>/<slug:language>/", OneMailText.as_view(), name="api-mail-text"),
    path("mail/texts/<slug:kind>/<slug:language>/preview/", MailTextPreview.as_view(), name="api-mail-text-preview"),
]
