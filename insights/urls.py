"""Routes of the insights app."""

from __future__ import annotations

from django.urls import path

from insights.web import dashboard, digests

app_name = "insights"
urlpatterns = [
    path("console/dashboard/", dashboard.dashboard, name="dashboard"),
    path("console/digests/", digests.digests, name="digests"),
    path("console/digests/preview/", digests.preview, name="digest_preview"),
    path("console/digests/preview/html/", digests.preview_html, name="digest_preview_html"),
    path("console/digests/subscription/", digests.subscription, name="digest_subscription"),
]
