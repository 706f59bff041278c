"""Who is measured: our site, the floor and the peer, each with a database of its own on one server."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import psycopg

from bench.questions import CHOICES, QUESTIONS
from feedback_site.embedded import VAR

SLUG = "ten-questions"
PEER = "django-survey-and-report==1.5.0"
BESIDE_THE_PEER = ("Django", "granian", "psycopg", "psycopg-binary", "psycopg-pool")
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, kw_only=True)
class Side:
    """A program with one page of ten questions, and how to count what arrived."""

    name: str
    path: str
    arrived: str
    application: str = "bench.plain.wsgi:application"
    python: str = sys.executable
    environment: dict[str, str] = field(default_factory=dict)

    def count(self) -> int:
        """How many respondents' ten answers its database holds."""
        with psycopg.connect((os.environ | self.environment)["DATABASE_URL"]) as connection:
            row = connection.execute(self.arrived.encode()).fetchone()
        return int(row[0]) if row else 0


def ours() -> Side:
    """Our site with the survey published."""
    from surveys.actions.import_survey import import_survey
    from surveys.actions.publish_survey import publish_survey

    questions = [{"type": "radiogroup", "name": name, "title": name, "choices": list(CHOICES)} for name in QUESTIONS]
    survey = import_survey(definition={"title": "Ten questions", "elements": questions}, slug=SLUG)
    publish_survey(survey_id=survey.pk)
    return Side(
        name="ours",
        path=f"/s/{SLUG}/",
        arrived="SELECT count(*) FROM surveys_response r, notifications_loggedevent e WHERE r.status = 'complete'"
        " AND (SELECT count(*) FROM jsonb_object_keys(r.answers)) = 10"
        " AND e.name = 'surveys.response_completed' AND e.payload ->> 'response_id' = r.id::text",
        application="feedback_site.wsgi:application",
        environment={"LOG_LEVEL": "WARNING"},
    )


def floor() -> Side:
    """The floor with its tables made."""
    side = Side(
        name="floor",
        path="/1/",
        arrived="SELECT count(*) FROM floor_answer WHERE (SELECT count(*) FROM jsonb_object_keys(answers)) = 10",
        environment=_apart("floor"),
    )
    _prepare(side, "bench.floor.prepare")
    return side


def peer() -> Side | None:
    """The peer in an environment of its own under var/; None when it cannot be fetched."""
    home = VAR / "bench-peer"
    python = str(home / "bin" / "python")
    wanted = [PEER, *(f"{name}=={version(name)}" for name in BESIDE_THE_PEER)]
    try:
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
        install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted]
        subprocess.run(install, check=True, stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        print(f"{PEER} could not be installed, so it is not measured.", file=sys.stderr)
        return None
    side = Side(
        name="peer",
        path="/survey/1/",
        arrived="SELECT count(*) FROM survey_response r"
        " WHERE (SELECT count(*) FROM survey_answer a WHERE a.response_id = r.id AND a.body <> '') = 10",
        python=python,
        environment=_apart("peer"),
    )
    _prepare(side, "bench.peer.prepare")
    return side


def _apart(name: str) -> dict[str, str]:
    """The environment of a side that shares nothing with ours but the server."""
    address = os.environ["DATABASE_URL"]
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    head, _, query = address.partition("?")
    url = f"{head.rpartition('/')[0]}/{name}?{query}"
    settings = f"bench.{name}.settings"
    return {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": settings, "PYTHONWARNINGS": "ignore"}


def _prepare(side: Side, module: str) -> None:
    subprocess.run([side.python, "-m", module], check=True, cwd=ROOT, env=os.environ | side.environment)
