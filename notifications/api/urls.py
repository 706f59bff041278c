"""The API's routes of this app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from notifications.api.addresses import OneUndeliverableAddress, UndeliverableAddresses
from notifications.api.deliveries import Deliveries, DeliveriesRetry, DeliveryRetry
from notifications.api.mail_texts import MailTextPreview, MailTexts, OneMailText

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("mail/", Deliveries.as_view(), name="api-deliveries"),
    path("mail/retry/", DeliveriesRetry.as_view(), name="api-deliveries-retry"),
    path("mail/addresses/", UndeliverableAddresses.as_view(), name="api-undeliverable"),
    path("mail/addresses/<int:address_id>/", OneUndeliverableAddress.as_view(), name="api-one-undeliverable"),
    path("mail/<int:delivery_id>/retry/", DeliveryRetry.as_view(), name="api-delivery-retry"),
    path("mail/texts/", MailTexts.as_view(), name="api-mail-texts"),
    path("mail/texts/<slug:kind>/<slug:language>/", OneMailText.as_view(), name="api-mail-text"),
    path("mail/texts/<slug:kind>/<slug:language>/preview/", MailTextPreview.as_view(), name="api-mail-text-preview"),
]
