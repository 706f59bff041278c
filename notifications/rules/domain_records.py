"""What a domain's records say about who may send its mail (RFC 7208, 6376, 7489), and what is wrong with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_LOOKUPS = 10
LOOKUPS = frozenset({"include", "a", "mx", "ptr", "exists", "redirect"})
NAME = re.compile(r"[a-z0-9]+")


class Verdict(StrEnum):
    """What was found, from best to unknown."""

    GOOD = "good"
    SPF_MISSING = "spf_missing"
    SPF_TWO = "spf_two"
    SPF_ALL = "spf_all"
    SPF_SOFT = "spf_soft"
    SPF_OPEN_END = "spf_open_end"
    SPF_LOOKUPS = "spf_lookups"
    DKIM_ELSEWHERE = "dkim_elsewhere"
    DKIM_MISSING = "dkim_missing"
    DKIM_REVOKED = "dkim_revoked"
    DKIM_OTHER = "dkim_other"
    DMARC_MISSING = "dmarc_missing"
    DMARC_TWO = "dmarc_two"
    DMARC_BROKEN = "dmarc_broken"
    DMARC_NONE = "dmarc_none"
    NO_DOMAIN = "no_domain"
    UNANSWERED = "unanswered"


MILD = frozenset({Verdict.SPF_SOFT, Verdict.DKIM_ELSEWHERE, Verdict.DMARC_NONE})
UNKNOWN = frozenset({Verdict.UNANSWERED, Verdict.NO_DOMAIN})


@dataclass(frozen=True)
class Finding:
    """One of the three, where it stands, and the record that was read."""

    what: str
    place: str
    verdict: Verdict
    record: str = ""

    @property
    def tone(self) -> str:
        """How it is shown: good, warning, bad or plain."""
        if self.verdict == Verdict.GOOD:
            return "good"
        if self.verdict in UNKNOWN:
            return "plain"
        return "warning" if self.verdict in MILD else "bad"


def judge_spf(place: str, records: Sequence[str]) -> Finding:
    """Judge the records at the domain itself."""
    found = [record for record in records if record.lower().split(" ")[0] == "v=spf1"]
    if len(found) != 1:
        return Finding("SPF", place, Verdict.SPF_TWO if found else Verdict.SPF_MISSING, " | ".join(found))
    terms = found[0].lower().split()[1:]
    return Finding("SPF", place, _spf(terms), found[0])


def _spf(terms: list[str]) -> Verdict:
    plain = [term.lstrip("+-~?") for term in terms]
    names = [name.group() for term in plain if (name := NAME.match(term))]
    if sum(name in LOOKUPS for name in names) > MOST_LOOKUPS:
        return Verdict.SPF_LOOKUPS
    end = next((term for term in terms if term.lstrip("+-~?") == "all"), "")
    if end in ("all", "+all"):
        return Verdict.SPF_ALL
    if end in ("-all", "~all"):
        return Verdict.GOOD if end == "-all" else Verdict.SPF_SOFT
    return Verdict.GOOD if not end and any(term.startswith("redirect=") for term in plain) else Verdict.SPF_OPEN_END


def judge_dkim(place: str, records: Sequence[str], public: str) -> Finding:
    """Judge the records at the selector; `public` is the public half of our key, in base 64."""
    tags = [(record, fields(record)) for record in records]
    found = [(record, tag) for record, tag in tags if "p" in tag]
    if not found:
        return Finding("DKIM", place, Verdict.DKIM_MISSING, " | ".join(records))
    record, tag = found[0]
    if not tag["p"]:
        return Finding("DKIM", place, Verdict.DKIM_REVOKED, record)
    return Finding("DKIM", place, Verdict.GOOD if tag["p"] == public else Verdict.DKIM_OTHER, record)


def judge_dmarc(place: str, records: Sequence[str], *, of_subdomain: bool = False) -> Finding:
    """Judge the records below `_dmarc`; for what lies below the domain, too, where `sp` may say otherwise."""
    found = [record for record in records if fields(record).get("v") == "DMARC1"]
    if len(found) != 1:
        return Finding("DMARC", place, Verdict.DMARC_TWO if found else Verdict.DMARC_MISSING, " | ".join(found))
    tags = fields(found[0])
    policy = (tags.get("sp" if of_subdomain else "p") or tags.get("p", "")).lower()
    if policy not in ("none", "quarantine", "reject"):
        return Finding("DMARC", place, Verdict.DMARC_BROKEN, found[0])
    return Finding("DMARC", place, Verdict.DMARC_NONE if policy == "none" else Verdict.GOOD, found[0])


def fields(record: str) -> dict[str, str]:
    """Return the tags of a record, such as `v=DMARC1; p=none`; blanks in a value do not count."""
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip().lower(): "".join(value.split()) for name, sign, value in pairs if sign}
