"""The lowest role that may open the routes of transparency."""

ROUTES = {
    "transparency:report": "public",
    "transparency:figures": "public",
}
