"""Links to the pages before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from typing import Any

    from feedback_site.kit.pagination import Page


def page_links(page: Page[Any], query: str) -> dict[str, str]:
    """Return the links that keep the query and carry the cursor; "" where there is no page."""
    return {
        "previous": _link(query, page.previous_cursor),
        "next": _link(query, page.next_cursor),
    }


def _link(query: str, cursor: str | None) -> str:
    if cursor is None:
        return ""
    return "?" + "&".join(part for part in (query, urlencode({"cursor": cursor})) if part)
