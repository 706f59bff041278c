"""Every knob of the site, read from the environment; docs/configuration.md explains each."""

from __future__ import annotations

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from feedback_site import embedded
from feedback_site.kit import logs

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.FileAwareEnv()

# --- Site ---------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
SITE_NAME = env.str("SITE_NAME", default="Huiyin")
PORT = env.int("PORT", default=8000)
SITE_URL = env.str("SITE_URL", default=f"http://localhost:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
DEFAULT_LANGUAGE = env.str("DEFAULT_LANGUAGE", default="zh-hans")
DEFAULT_TIMEZONE = env.str("DEFAULT_TIMEZONE", default="Asia/Shanghai")

# --- Database, broker, cache --------------------------------------------------------------
DATABASE_URL = env.str("DATABASE_URL", default="")
BROKER_URL = env.str("BROKER_URL", default="")
EMBEDDED = not DATABASE_URL
DATABASES = {"default": env.db_url_config(DATABASE_URL or embedded.database_url())}
DATABASES["default"]["OPTIONS"] = {
    "pool": {
        "min_size": env.int("DATABASE_POOL_MIN", default=1),
        "max_size": env.int("DATABASE_POOL_MAX", default=8),
        "timeout": 10,
    },
    **DATABASES["default"].get("OPTIONS", {}),
}
DATABASES["default"]["ENGINE"] = "feedback_site.kit.postgresql"  # Django's, with a pool that notices restarts
BROKER_URL = BROKER_URL or embedded.broker_url()
CACHES = {
    "default": {
        "BACKEND": "feedback_site.kit.cache.ForgivingCache",
        "LOCATION": env.str("CACHE_URL", default=BROKER_URL),
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 1},
    },
}
CELERY_BROKER_URL = BROKER_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 0.5,
    "socket_timeout": 5,
    "visibility_timeout": 300,
    # Nobody waits for a broker that is away: the worker has its own loop, and a wake-up may be lost.
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TIMEZONE = "UTC"
WAKE_WORKERS = env.bool("WAKE_WORKERS", default=True)

# --- Security -----------------------------------------------------------------------------
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    if not EMBEDDED and not DEBUG:
        message = "Set SECRET_KEY (or SECRET_KEY_FILE): the site does not start in production without one."
        raise ImproperlyConfigured(message)
    SECRET_KEY = embedded.secret_key()
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = env.bool("HTTPS_REDIRECT", default=False)
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if HTTPS else 0)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if HTTPS else []
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = env.int("MAX_BODY_BYTES", default=1_000_000)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
AXES_FAILURE_LIMIT = env.int("SIGN_IN_FAILURES", default=10)
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "accounts.web.lockout.locked_out"

# --- Apps ---------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "django_cotton.apps.SimpleAppConfig",
    "rest_framework",
    "drf_spectacular",
    "notifications",
    "accounts",
    "surveys",
    "feedback",
    "insights",
    "transparency",
    "feedback_site",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "feedback_site.kit.middleware.request_log.RequestLog",
    "feedback_site.kit.middleware.private_pages.PrivatePages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "feedback_site.kit.middleware.problem_pages.ProblemPages",
    "feedback_site.kit.middleware.personal_settings.PersonalSettings",
    "feedback_site.kit.middleware.body_limit.BodyLimit",
    "feedback_site.kit.access.DenyByDefault",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "feedback_site.urls"
WSGI_APPLICATION = "feedback_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People -------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/console/"
ACCOUNT_ADAPTER = "accounts.web.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Wide enough that the lockout (AXES above) speaks first; what is left guards the second factor.
ACCOUNT_RATE_LIMITS = {"login_failed": f"30/m/ip,{2 * AXES_FAILURE_LIMIT}/900s/key"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# Invitations prove addresses. Otherwise whoever asks for somebody's new password would bar them from the second step.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# --- Language and time --------------------------------------------------------------------
LANGUAGE_CODE = DEFAULT_LANGUAGE
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = DEFAULT_TIMEZONE
FORM_RENDERER = "feedback_site.kit.forms.FieldTemplate"

# --- Templates and static files -----------------------------------------------------------
COTTON_DIR = "components"
_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
_KEPT = _LOADERS if DEBUG else [("django.template.loaders.cached.Loader", _LOADERS)]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "feedback_site.navigation.site",
            ],
            "loaders": [("template_partials.loader.Loader", _KEPT)],
            "libraries": {"site": "feedback_site.kit.templatetags.site"},
            "builtins": ["django_cotton.templatetags.cotton", "template_partials.templatetags.partials"],
        },
    },
]
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "feedback_site.kit.static_files.HashedFiles",
    },
}
MEDIA_ROOT = env.str("FILES_DIR", default=str(BASE_DIR / "var" / "media"))

# --- API ----------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["feedback_site.kit.api.permission.Allowed"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["feedback_site.kit.api.body.SoundJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "feedback_site.kit.api.problems.api_problem",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Huiyin API",
    "DESCRIPTION": "Surveys, responses, tickets and the figures made of them.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "CloseReason": "feedback.models.words.reasons",
        "MailState": "feedback.models.incoming.mail.states",
        "Role": "accounts.models.user.role_choices",
        "SiteLanguage": "accounts.api.shapes.LANGUAGES",
        "SurveyState": "surveys.models.survey.states",
    },
}

# --- Mail ---------------------------------------------------------------------------------
EMAIL_URL = env.str("EMAIL_URL", default="")
vars().update(env.email_url_config(EMAIL_URL) if EMAIL_URL else {})
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="Huiyin <huiyin@localhost>")
MAIL_ADDRESS = env.str("MAIL_ADDRESS", default="")
MAIL_LISTEN = env.str("MAIL_LISTEN", default="")
MAIL_STAFF_REPLIES = env.bool("MAIL_STAFF_REPLIES", default=False)
MAILBOXES = env.str("MAILBOXES", default="")
MAIL_WEBHOOK = env.str("MAIL_WEBHOOK", default="")
MAIL_WEBHOOK_SECRET = env.str("MAIL_WEBHOOK_SECRET", default="")
MAIL_DKIM_KEY = env.str("MAIL_DKIM_KEY", default="", multiline=True)
MAIL_DKIM_SELECTOR = env.str("MAIL_DKIM_SELECTOR", default="")
MAILS_A_MINUTE_TO_ONE_DOMAIN = env.int("MAILS_A_MINUTE_TO_ONE_DOMAIN", default=300)
DELIVERY_LEASE_SECONDS = env.int("DELIVERY_LEASE_SECONDS", default=300)

# --- Logs ---------------------------------------------------------------------------------
LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
LOG_FORMAT = env.str("LOG_FORMAT", default="console" if EMBEDDED else "json")
LOGGING = logs.configure(level=LOG_LEVEL, style=LOG_FORMAT)

# --- Product ------------------------------------------------------------------------------
SATISFACTION_LINK_DAYS = env.int("SATISFACTION_LINK_DAYS", default=30)
FEEDBACK_PER_HOUR = env.int("FEEDBACK_PER_HOUR", default=600)
RESPONSES_PER_HOUR = env.int("RESPONSES_PER_HOUR", default=100_000)
INVITATION_DAYS = env.int("INVITATION_DAYS", default=7)
REOPEN_DAYS = env.int("REOPEN_DAYS", default=14)
MY_FEEDBACK_HOURS = env.int("MY_FEEDBACK_HOURS", default=4)
ATTACHMENTS_MOST = env.int("ATTACHMENTS_MOST", default=5)
ATTACHMENT_BYTES = env.int("ATTACHMENT_BYTES", default=5_000_000)
IMPORT_BYTES = env.int("IMPORT_BYTES", default=50_000_000)
LARGE_BODIES = {"/incoming/mime": 56_000_000}  # the view sets narrower bounds
IMPORT_ROOMS = ("/console/imports/", "/api/imports/")
ATTACHMENT_ROOMS = ("/feedback/", "/console/tickets/", "/api/tickets/")
VIRUS_SCANNER = env.str("VIRUS_SCANNER", default="")
