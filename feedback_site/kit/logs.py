"""Structured logs: one JSON object a line in production, readable lines at a desk."""

from __future__ import annotations

import logging
from typing import Any

import structlog

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


class RouteForPath(logging.Filter):
    """Django tells of errors by path, which may be a private link: the route's name says enough."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the path among the arguments; never drop the record."""
        request = getattr(record, "request", None)
        match = getattr(request, "resolver_match", None)
        path = getattr(request, "path", None)
        if path and isinstance(record.args, tuple):
            record.args = tuple((match.view_name if match else "?") if arg == path else arg for arg in record.args)
        record.__dict__.pop("request", None)
        return True


class CalmAboutVisitors(logging.Filter):
    """Requests that Django itself refuses with 400 are the visitor's doing: a line, no alarm and no traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lower the record; never drop it, since a host that is missing in ALLOWED_HOSTS shows here."""
        if record.name.startswith("django.security"):
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            record.exc_info = record.exc_text = None
            record.__dict__.pop("request", None)
        return True


def configure(*, level: str, style: str) -> dict[str, Any]:
    """Set structlog up and return Django's LOGGING; `style` is "json" or "console"."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if style == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *([structlog.processors.format_exc_info] if style == "json" else []),
                    renderer,
                ],
                "foreign_pre_chain": SHARED,
            },
        },
        "filters": {"route": {"()": RouteForPath}, "calm": {"()": CalmAboutVisitors}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["calm"]}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.server": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
            "axes": {"level": "WARNING"},
            "django.request": {"filters": ["route"], "level": "ERROR"},
            "django.security": {"level": "ERROR"},
        },
    }
