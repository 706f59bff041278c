"""Which language a respondent reads, and how languages are called."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation.trans_real import parse_accept_lang_header

from surveys.rules.documents.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from django.http import HttpRequest
    from django.utils.safestring import SafeString


def name_of(code: str) -> str:
    """A language in its own words, or its code where nobody knows them."""
    return str(LANG_INFO.get(code, {}).get("name_local", code))


RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"})


def direction_of(code: str) -> str:
    """Which way a language is written."""
    return "rtl" if code.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"


def foreign_words(language: str) -> SafeString:
    """The attributes of our own words on a page in a language that we do not speak: they are English there."""
    known = {code.split("-", maxsplit=1)[0] for code, _name in settings.LANGUAGES}
    is_ours = language.split("-", maxsplit=1)[0] in known and language != "zh-hant"
    return mark_safe("" if is_ours else ' lang="en" dir="ltr"')  # noqa: S308 -- nobody else's words


def wished(request: HttpRequest, languages: Collection[str], *, known: str = "") -> str:
    """The language of a sent page: the one that the switch names, else the one that the page was in."""
    sent = (request.POST.get("speak", ""), request.POST.get("language", ""))
    return next((code for code in sent if code in languages), known)


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
