"""The lowest role that may open the routes of the site itself."""

ROUTES = {
    "home": "public",
    **dict.fromkeys(("health", "robots", "set_language", "favicon"), "public"),
    "console": "agent",
    "api-schema": {"GET": "public"},
}
