"""What `startproject` writes, and the floor's app."""

from bench.plain.settings import *  # noqa: F403
from bench.plain.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "bench.floor"]
ROOT_URLCONF = "bench.floor.urls"
