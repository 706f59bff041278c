"""Where somebody stops mails of a sort, from a link in the mail or with one click in the mail program (RFC 8058)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from feedback_site.kit.access import public
from feedback_site.kit.htmx import render
from feedback_site.kit.redirects import see_other
from notifications.actions.stop_mails import start_mails, stop_mails
from notifications.models import OF_STAFF, Refusal, Topic
from notifications.queries.unsubscribing import read_stop

if TYPE_CHECKING:
    from django.http import HttpRequest

    from notifications.queries.unsubscribing import Stop


@public
@csrf_exempt  # mail programs send it by themselves; the signed link is the permission
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link stops; only a POST stops it, because mail scanners open every link."""
    wish = read_stop(token)
    if wish is None or wish.topic not in Topic.values:
        raise Http404
    if request.method == "POST":
        return _posted(request, token, wish)
    is_stopped = Refusal.objects.filter(topic=wish.topic, address_hash=wish.address_hash).exists()
    context = {"topic": Topic(wish.topic).label, "is_stopped": is_stopped, "is_of_staff": wish.topic in OF_STAFF}
    return render(request, "notifications/stop.html", context)


def _posted(request: HttpRequest, token: str, wish: Stop) -> HttpResponse:
    if request.POST.get("again") == "yes":
        start_mails(topic=wish.topic, address_hash=wish.address_hash)
    else:
        stop_mails(topic=wish.topic, address_hash=wish.address_hash)
    if "List-Unsubscribe" in request.POST:  # a mail program, which follows no redirect
        return HttpResponse(status=200)
    return see_other("notifications:stop", token)
