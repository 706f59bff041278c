"""The entry for the web server, as `startproject` writes it; the settings come from the environment."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
