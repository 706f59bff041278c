"""How mail leaves and where it comes in."""

from __future__ import annotations

from feedback_site.settings.environment import env

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
MAIL_CASES_PER_HOUR = env.int("MAIL_CASES_PER_HOUR", default=60)
DELIVERY_LEASE_SECONDS = env.int("DELIVERY_LEASE_SECONDS", default=300)
