"""The API's routes of this app."""

from __future__ import annotations

from django.urls import path

from insights.api.figures import FiguresView

urlpatterns = [path("figures/", FiguresView.as_view(), name="api-figures")]
