"""Every knob of the site, read from the environment; docs/configuration.md explains each."""

from __future__ import annotations

from feedback_site.settings.api import *
from feedback_site.settings.apps import *
from feedback_site.settings.broker import *
from feedback_site.settings.database import *
from feedback_site.settings.feedback import *
from feedback_site.settings.logs import *
from feedback_site.settings.mail import *
from feedback_site.settings.pages import *
from feedback_site.settings.people import *
from feedback_site.settings.security import *
from feedback_site.settings.site import *
from feedback_site.settings.surveys import *
from feedback_site.settings.uploads import *
