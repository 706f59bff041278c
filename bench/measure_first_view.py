"""How much a first visitor's browser fetches for the public form: page, styles, scripts, icons."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin

from bench.registry import Figure, benchmark

PAGE = "/feedback/"
LIMESURVEY_BYTES = 943_000  # its first page through nginx with gzip, in headless Chromium, November 2026
LIMESURVEY_REQUESTS = 37
REFERENCE = re.compile(r"""(?:href|src)="(/static/[^"#?]+)""")
IMPORT = re.compile(r"""(?:@import\s+(?:url\()?|url\(|from\s*|import\s*)["']?([^"')\s;]+\.(?:css|js|svg|woff2))""")


@benchmark
def first_view() -> list[Figure]:
    """Add up what the page names, and what that names in turn, compressed."""
    from django.conf import settings
    from django.test import Client

    page = Client().get(PAGE, headers={"host": "localhost"})
    sizes = {PAGE: len(gzip.compress(page.content))}
    waiting = [name.removeprefix(settings.STATIC_URL) for name in REFERENCE.findall(page.content.decode())]
    while waiting:
        name = waiting.pop()
        if name in sizes:
            continue
        content = (Path(settings.STATIC_ROOT) / name).read_bytes()
        sizes[name] = len(gzip.compress(content))
        if name.endswith((".css", ".js")):
            waiting += [urljoin(name, found) for found in IMPORT.findall(content.decode())]
    return [
        Figure(
            name="first view: bytes",
            value=sum(sizes.values()),
            unit="B",
            beside=LIMESURVEY_BYTES,
            goal="<= 0.08",
        ),
        Figure(name="first view: requests", value=len(sizes), unit="", beside=LIMESURVEY_REQUESTS, goal="<= 0.22"),
    ]
