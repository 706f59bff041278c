"""The site's settings with the scene's app."""

from feedback_site.settings import *  # noqa: F403
from feedback_site.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.notifications.scene.apps.SceneConfig"]
SILENCED_SYSTEM_CHECKS = ["models.W042"]
