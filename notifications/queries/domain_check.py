"""Look whether the world believes our mail: SPF, DKIM and DMARC of the domain that it comes from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import dns.exception
import dns.resolver
from django.utils.translation import gettext_lazy as _

from notifications.queries.mail_domain import mail_domain
from notifications.queries.signing_keys import signing_keys
from notifications.rules.domain_records import Finding, Verdict, judge_dkim, judge_dmarc, judge_spf

if TYPE_CHECKING:
    from collections.abc import Callable

    from notifications.queries.signing_keys import SigningKey

    Ask = Callable[[str], "list[str] | None"]

SECONDS = 2.0
WORDS: dict[Verdict, Any] = {
    Verdict.GOOD: _("In order."),
    Verdict.SPF_MISSING: _(
        "There is no SPF record, so others cannot tell which servers may send for you. "
        "Add a TXT record that names your mail server and ends in -all."
    ),
    Verdict.SPF_TWO: _("There is more than one SPF record; then none counts. Join them into one."),
    Verdict.SPF_ALL: _("The SPF record lets everybody send in your name. End it in -all."),
    Verdict.SPF_SOFT: _("The SPF record ends in ~all: mail from elsewhere is doubted, not refused. -all is firmer."),
    Verdict.SPF_OPEN_END: _("The SPF record says nothing about servers that it does not name. End it in -all."),
    Verdict.SPF_LOOKUPS: _("The SPF record needs more than ten look-ups; then it counts as broken. Shorten it."),
    Verdict.DKIM_ELSEWHERE: _(
        "Mails are not signed here, because MAIL_DKIM_KEY and MAIL_DKIM_SELECTOR are not set. "
        "If your provider signs them, all is well; look at its own check."
    ),
    Verdict.DKIM_MISSING: _("The public key is not in the DNS, so the signature of your mails cannot be checked."),
    Verdict.DKIM_REVOKED: _("The record holds no key, which means that it was taken back."),
    Verdict.DKIM_OTHER: _("The key in the DNS is not the one that signs your mails, so every signature fails."),
    Verdict.DMARC_MISSING: _(
        "There is no DMARC record, so others do not know what to do with mail that only says it is yours. "
        "Begin with v=DMARC1; p=none and an address for reports."
    ),
    Verdict.DMARC_TWO: _("There is more than one DMARC record; then none counts."),
    Verdict.DMARC_BROKEN: _("The DMARC record names no policy that is known: p must be none, quarantine or reject."),
    Verdict.DMARC_NONE: _("DMARC only watches (p=none). Once its reports are clean, choose quarantine or reject."),
    Verdict.NO_DOMAIN: _("MAIL_FROM names no domain of the internet, so there is nothing to look up."),
    Verdict.UNANSWERED: _(
        "The DNS did not answer: this server is offline, or may not ask. Nothing is known about the record."
    ),
}


def check_domain(ask: Ask | None = None) -> list[Finding]:
    """Ask for the three and judge them; `ask` returns the texts at a name, None without an answer."""
    ask = ask or texts_at
    domain = mail_domain()
    if "." not in domain:
        return [Finding(what, domain, Verdict.NO_DOMAIN) for what in ("SPF", "DKIM", "DMARC")]
    return [
        _judged("SPF", domain, ask, judge_spf),
        *_dkim(domain, ask),
        _dmarc(domain, ask),
    ]


def texts_at(name: str) -> list[str] | None:
    """Return the TXT records at a name; None when nobody answers in time."""
    try:
        resolver = dns.resolver.Resolver()
        answer: Any = resolver.resolve(name, "TXT", lifetime=SECONDS)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except (dns.exception.DNSException, OSError):
        return None
    return [b"".join(row.strings).decode("utf-8", "replace") for row in answer]


def _judged(what: str, place: str, ask: Ask, judge: Callable[[str, list[str]], Finding]) -> Finding:
    records = ask(place)
    return Finding(what, place, Verdict.UNANSWERED) if records is None else judge(place, records)


def _dmarc(domain: str, ask: Ask) -> Finding:
    """Where a domain has no record of its own, that of the nearest domain above it holds."""
    own = found = _judged("DMARC", f"_dmarc.{domain}", ask, judge_dmarc)
    above = domain.partition(".")[2]
    while found.verdict == Verdict.DMARC_MISSING and "." in above:
        found = _judged("DMARC", f"_dmarc.{above}", ask, partial(judge_dmarc, of_subdomain=True))
        above = above.partition(".")[2]
    return own if found.verdict == Verdict.DMARC_MISSING else found


def _dkim(domain: str, ask: Ask) -> list[Finding]:
    keys = signing_keys()
    return [_dkim_of(key, domain, ask) for key in keys] or [Finding("DKIM", domain, Verdict.DKIM_ELSEWHERE)]


def _dkim_of(key: SigningKey, domain: str, ask: Ask) -> Finding:
    place = f"{key.selector}._domainkey.{domain}"
    return _judged("DKIM", place, ask, lambda at, records: judge_dkim(at, records, key.public))
