"""Pages that a browser may show again as they were when somebody goes back to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.cache import patch_cache_control

if TYPE_CHECKING:
    from django.http import HttpResponseBase

MARK = "_may_come_back"


def may_come_back(page: HttpResponseBase) -> None:
    """Let the browser keep it for its "back" button and for nothing else."""
    patch_cache_control(page, private=True, no_cache=True)
    setattr(page, MARK, True)


def forget_cookies(page: HttpResponseBase) -> None:
    """Take the cookies out of what such a page varies with.

    The page itself sets one, so a browser would find at once that its copy was made for somebody else.
    """
    if getattr(page, MARK, False):
        varies = [name.strip() for name in page.get("Vary", "").split(",")]
        page["Vary"] = ", ".join(name for name in varies if name.lower() != "cookie")
