"""A real Chromium, the system's own, driven by Playwright."""

import os
import shutil

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}


def executable() -> str | None:
    """The Chromium to use: the one that CHROMIUM names, or the first on the PATH."""
    names = [os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]
    return next((path for name in names if name and (path := shutil.which(name))), None)


def is_required() -> bool:
    return os.environ.get("REQUIRE_BROWSER") == "1"


def why_not() -> str | None:
    """What keeps browser tests from running here, in words for the summary."""
    if executable():
        return None
    return "no Chromium found: install Debian's `chromium` or set CHROMIUM to its path"
