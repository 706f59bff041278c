"""Routes of the transparency app."""

from __future__ import annotations

from django.urls import path

from transparency.web import report

app_name = "transparency"
urlpatterns = [
    path("transparency/", report.report, name="report"),
    path("transparency/figures.json", report.figures, name="figures"),
]
