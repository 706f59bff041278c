"""The API's routes and its schema."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView

from feedback_site.kit.access import PUBLIC


class Schema(SpectacularAPIView):
    """The OpenAPI document, open to everybody."""

    permissions = PUBLIC
    api_version = "1"  # else the query's stands in a header


urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", Schema.as_view(), name="api-schema"),
    path("", include("accounts.api.urls")),
    path("", include("surveys.api.urls")),
    path("", include("feedback.api.urls")),
    path("", include("insights.api.urls")),
    path("", include("notifications.api.urls")),
]
