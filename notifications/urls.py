"""Routes of the notifications app."""

from __future__ import annotations

from django.urls import path

from notifications.web import domain, events, mail, mail_texts, stop

app_name = "notifications"
urlpatterns = [
    path("mail/stop/<str:token>/", stop.stop, name="stop"),
    path("console/mail/", mail.mail, name="mail"),
    path("console/mail/retry/", mail.mail_retry, name="mail-retry"),
    path("console/mail/addresses/", mail.addresses, name="addresses"),
    path("console/mail/addresses/<int:address_id>/lift/", mail.address_lift, name="address-lift"),
    path("console/mail/domain/", domain.domain, name="domain"),
    path("console/mail/texts/", mail_texts.mail_texts, name="mail-texts"),
    path("console/mail/texts/<slug:kind>/<slug:language>/", mail_texts.mail_text, name="mail-text"),
    path("console/mail/texts/<slug:kind>/<slug:language>/html/", mail_texts.mail_text_html, name="mail-text-html"),
    path("console/mail/texts/<slug:kind>/<slug:language>/reset/", mail_texts.mail_text_reset, name="mail-text-reset"),
    path("console/mail/<int:delivery_id>/", mail.delivery, name="delivery"),
    path("console/mail/<int:delivery_id>/html/", mail.delivery_html, name="delivery-html"),
    path("console/mail/<int:delivery_id>/retry/", mail.delivery_retry, name="delivery-retry"),
    path("console/events/", events.events, name="events"),
    path("console/events/parked/", events.parked_list, name="parked-list"),
    path("console/events/parked/<int:parked_id>/", events.parked, name="parked"),
    path("console/events/parked/<int:parked_id>/retry/", events.parked_retry, name="parked-retry"),
]
