"""The lowest role that may open the routes of insights."""

ROUTES = {
    "insights:dashboard": "manager",
    "insights:digests": "manager",
    "insights:digest_preview": "manager",
    "insights:digest_preview_html": "manager",
    "insights:digest_subscription": "manager",
    "api-figures": {"GET": "manager"},
}
