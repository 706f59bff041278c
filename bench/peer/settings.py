"""What `startproject` writes, and the peer's app with the settings that it asks for."""

from bench.plain.settings import *  # noqa: F403
from bench.plain.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "survey"]
ROOT_URLCONF = "bench.peer.urls"
CHOICES_SEPARATOR = ","
USER_DID_NOT_ANSWER = "Left blank"
DEFAULT_SURVEY_PUBLISHING_DURATION = 7
