"""Every route, as a ladder of access: the public first, staff after."""

from __future__ import annotations

from allauth.account import views as allauth_account
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView, TemplateView
from django.views.i18n import set_language

from feedback_site.home import console, home
from feedback_site.kit.access import PUBLIC, SIGNED_IN, declare, public
from feedback_site.kit.health import health

sign_in: list[URLPattern | URLResolver] = [
    *declare(
        [
            path("login/", allauth_account.login, name="account_login"),
            path("logout/", allauth_account.logout, name="account_logout"),
            path("password/reset/", allauth_account.password_reset, name="account_reset_password"),
            path("password/reset/done/", allauth_account.password_reset_done, name="account_reset_password_done"),
            path(
                "password/reset/key/<uidb36>-<key>/",
                allauth_account.password_reset_from_key,
                name="account_reset_password_from_key",
            ),
            path(
                "password/reset/key/done/",
                allauth_account.password_reset_from_key_done,
                name="account_reset_password_from_key_done",
            ),
            path("reauthenticate/", allauth_account.reauthenticate, name="account_reauthenticate"),
        ],
        PUBLIC,
    ),
    *declare(
        [
            path("password/change/", allauth_account.password_change, name="account_change_password"),
            path("2fa/", include("allauth.mfa.urls")),
        ],
        SIGNED_IN,
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("health/", health, name="health"),
    path("language/", public(set_language), name="set_language"),
    path("favicon.ico", public(RedirectView.as_view(url="/static/icons/favicon.svg")), name="favicon"),
    path("accounts/", include(sign_in)),
    path("", include("transparency.urls")),
    path("", include("surveys.urls")),
    path("", include("feedback.urls")),
    path("", include("accounts.urls")),
    path("console/", console, name="console"),
    path("", include("insights.urls")),
    path("", include("notifications.urls")),
    path("api/", include("feedback_site.api")),
]

if settings.DEBUG:
    urlpatterns.append(path("console/styleguide/", public(TemplateView.as_view(template_name="styleguide.html"))))
