"""Settings from the environment, read by a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {"DATABASE_URL": "postgres://a@localhost/a", "BROKER_URL": "redis://localhost:1/0"}
ASK = "import django; django.setup(); from django.conf import settings; print({})"


def ask(question, **environment):
    """What settings say in an environment that holds nothing else."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    result = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", ASK.format(question)],
        env={**kept, "DJANGO_SETTINGS_MODULE": "feedback_site.settings", **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stdout.strip() or result.stderr.strip().splitlines()[-1]


def test_production_does_not_start_without_a_secret_key():
    assert ask("1", **PRODUCTION) == (
        "django.core.exceptions.ImproperlyConfigured: "
        "Set SECRET_KEY (or SECRET_KEY_FILE): the site does not start in production without one."
    )


def test_the_key_may_come_from_a_file(tmp_path):
    (tmp_path / "key").write_text("from a file")
    assert ask("settings.SECRET_KEY", **PRODUCTION, SECRET_KEY_FILE=str(tmp_path / "key")) == "from a file"


def test_production_is_careful():
    question = (
        "settings.DEBUG, settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_HSTS_SECONDS > 0,"
        " settings.CSRF_TRUSTED_ORIGINS, settings.LOG_FORMAT"
    )
    told = ask(question, **PRODUCTION, SECRET_KEY="x", SITE_URL="https://huiyin.example.org/")
    assert told == "False True True True ['https://huiyin.example.org'] json"


def test_the_content_policy_allows_nothing_inline(db, sam):
    policy = sam.get("/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    "header", ["X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy"]
)
def test_every_page_carries_the_headers(db, sam, header):
    assert header in sam.get("/").headers
