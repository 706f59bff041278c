"""The least that a survey costs in Django: a bare template form, then one INSERT."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.template import Context, Engine
from django.urls import path

if TYPE_CHECKING:
    from django.http import HttpRequest

QUESTIONS = [f"q{number}" for number in range(1, 11)]
TABLE = "CREATE TABLE IF NOT EXISTS bench_floor (id bigserial PRIMARY KEY, answers jsonb NOT NULL)"
FORM = Engine().from_string(
    "<!doctype html><title>Floor</title><form method=post>"
    '<input type="hidden" name="csrfmiddlewaretoken" value="{{ csrf }}">'
    "{% for name in questions %}<fieldset><legend>{{ name }}</legend>{% for value in values %}"
    '<label><input type="radio" name="{{ name }}" value="{{ value }}"> {{ value }}</label>'
    "{% endfor %}</fieldset>{% endfor %}<button>Send</button></form>"
)


def page(request: HttpRequest) -> HttpResponse:
    """Show the form, or keep what was sent."""
    from django.middleware.csrf import get_token

    if request.method != "POST":
        return HttpResponse(
            FORM.render(Context({"csrf": get_token(request), "questions": QUESTIONS, "values": range(1, 6)}))
        )
    answers = json.dumps({name: request.POST.get(name, "")[:100] for name in QUESTIONS})
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_floor (answers) VALUES (%s)", [answers])
    return HttpResponseRedirect("/thanks/", status=303)


urlpatterns = [path("", page)]
