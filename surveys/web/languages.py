"""Which language a respondent reads, and how languages are called."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from surveys.rules.documents.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.http import HttpRequest


def name_of(code: str) -> str:
    """A language in its own words, or its code where nobody knows them."""
    return str(LANG_INFO.get(code, {}).get("name_local", code))


def preferred(request: HttpRequest, languages: Sequence[str], *, known: str = "") -> str:
    """The language to show: asked for by the link, chosen before, set in the browser, else the survey's own."""
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    accepted = [code for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    for wish in (request.GET.get("lang", ""), known, cookie, *accepted):
        for code in (language_of(wish), language_of(wish.split("-")[0])):
            if code in languages:
                return code
    return languages[0]


@contextmanager
def speaking(language: str) -> Iterator[str]:
    """Speak a language inside the block; where the site does not know it, English."""
    known = dict(settings.LANGUAGES)
    chosen = language if language in known else language.split("-", maxsplit=1)[0]
    with translation.override(chosen if chosen in known else "en"):
        yield language
