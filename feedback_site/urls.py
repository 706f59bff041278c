"""Every route, as a ladder of access: the public first, staff after."""

from __future__ import annotations

from allauth.account import views as allauth_account
from allauth.mfa.base import views as allauth_mfa
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView, TemplateView

from accounts.web.forms import ForgottenPasswordForm
from accounts.web.language import change_language
from feedback_site.home import console, home, robots
from feedback_site.kit.access import PUBLIC, SIGNED_IN, declare, public
from feedback_site.kit.health import health

ask_new_password = allauth_account.PasswordResetView.as_view(form_class=ForgottenPasswordForm)
sign_in: list[URLPattern | URLResolver] = [
    *declare(
        [
            path("login/", allauth_account.login, name="account_login"),
            path("logout/", allauth_account.logout, name="account_logout"),
            path("password/reset/", ask_new_password, name="account_reset_password"),
            path("password/reset/done/", allauth_account.password_reset_done, name="account_reset_password_done"),
            re_path(  # the key has dashes of its own
                r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
                allauth_account.password_reset_from_key,
                name="account_reset_password_from_key",
            ),
            path(
                "password/reset/key/done/",
                allauth_account.password_reset_from_key_done,
                name="account_reset_password_from_key_done",
            ),
            # The second step of signing in: nobody is signed in yet.
            path("2fa/authenticate/", allauth_mfa.authenticate, name="mfa_authenticate"),
        ],
        PUBLIC,
    ),
    *declare(
        [
            path("password/change/", allauth_account.password_change, name="account_change_password"),
            path("password/set/", allauth_account.password_set, name="account_set_password"),
            path("reauthenticate/", allauth_account.reauthenticate, name="account_reauthenticate"),
            path("2fa/", allauth_mfa.index, name="mfa_index"),
            path("2fa/reauthenticate/", allauth_mfa.reauthenticate, name="mfa_reauthenticate"),
            path("2fa/totp/", include("allauth.mfa.totp.urls")),
            path("2fa/recovery-codes/", include("allauth.mfa.recovery_codes.urls")),
        ],
        SIGNED_IN,
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("health/", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path("language/", change_language, name="set_language"),
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
