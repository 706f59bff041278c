"""The app's place in Django, and a schedule that a test can wait for."""

from django.apps import AppConfig


class SceneConfig(AppConfig):
    name = "tests.notifications.scene"
    label = "scene"

    def ready(self):
        from feedback_site.celery import app

        for entry in app.conf.beat_schedule.values():
            entry["schedule"] = 1.0
