"""The lowest role that may open a route; for the API by method. One module an app, one line a route."""

from tests.architecture.routes import accounts, feedback, insights, notifications, site, surveys, transparency

ROUTES = {
    **site.ROUTES,
    **accounts.ROUTES,
    **feedback.ROUTES,
    **insights.ROUTES,
    **notifications.ROUTES,
    **surveys.ROUTES,
    **transparency.ROUTES,
}
