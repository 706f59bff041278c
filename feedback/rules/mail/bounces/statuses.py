"""What a status, a reply code or a server's words say: permanent or not, and whether the address is dead."""

from __future__ import annotations

import re

ENHANCED = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]*\d)")
REPLY = re.compile(r"(?<![\d.:@\w-])([45][0-7]\d)(?=[\s\-:,.]|$)(?!\.\d)")
UNKNOWN = re.compile(
    r"user(?:name)? (?:is )?(?:unknown|not (?:found|known|exist))|unknown (?:user|recipient|address|local"
    r"|mailbox|rcpt)"
    r"|no such (?:user|recipient|mailbox|address|person|account|domain|host|local)|(?:user|recipient|mailbox"
    r"|account|address)"
    r"[^\n]{0,60}(?:does ?n[o']t exist|not exist|unknown|not found|no longer|is (?:disabled|inactive|invalid"
    r"|unavailable))"
    r"|(?:doesn't|does not|didn't|not) have an? [^\n]{0,40}account|no mailbox (?:here|by)|invalid (?:recipient"
    r"|mailbox|user)"
    r"|(?:host|domain)(?: name)?[^\n]{0,60}(?:unknown|not found|does not exist|couldn't be found|not exist)"
    r"|unrouteable (?:address|mail)"
    r"|bad (?:destination|address)|not (?:a known|our customer|listed)|(?:has|have) moved|recipientnotfound"
    r"|recipnotfound"
    r"|nullmx|null mx|does not accept mail|user ?unknown|unknownuser|address (?:rejected|error).{0,20}unknown"
    r"|not recognized|addressee unknown|deactivated (?:mailbox|account|user)"
    r"|not an? (?:active|valid) (?:address|user|mailbox)"
    r"|no mail ?box (?:found|available|with)|bad[_ ]recipient|name or service not known|invalid final delivery userid"
    r"|n['’]existe pas|no existe|existiert nicht|non esiste|não existe|nie istnieje|не существует|не найден"
    r"|couldn't find any host|nxdomain|not known here|用户不存在|不存在|该用户|存在しません|(?:mailbox"
    r"|account)[^\n]{0,20}(?:closed|disabled)",
    re.IGNORECASE,
)
ALIVE = re.compile(
    r"quota|mailbox (?:is )?full|over ?(?:its )?(?:storage|limit)|too (?:large|big|many)|spam|blocked|blacklist"
    r"|block ?list"
    r"|reputation|policy|denied|not (?:authorized|allowed)"
    r"|permission|autoris|rate limit|greylist|timed? ?out|expired|spf|dkim"
    r"|dmarc|virus",
    re.IGNORECASE,
)
TEMPORARY = re.compile(
    r"\bdelay(?:ed)?\b|will (?:continue|keep|retry|be retried)|still (?:being )?try|temporar"
    r"|not yet been delivered|try again"
    r"|mail queue|retry (?:timeout|time)|deferred|warning message only",
    re.IGNORECASE,
)


GIVEN_UP = re.compile(
    r"permanent(?:ly)? (?:error|fail|fatal)|(?:not going|won't|will not|no longer) (?:to )?(?:be )?(?:try|retr"
    r"|attempt)"
    r"|giv(?:ing|en) up|retry timeout exceeded|undeliverable|unable to deliver|no further attempts",
    re.IGNORECASE,
)


FINAL = re.compile(
    r"undeliver|returned|failure|failed|non remis|unzustellbar|недоставлен|не доставлен|退信|退回|失败|配信不能",
    re.IGNORECASE,
)
NOT_FINAL = re.compile(r"delay|warning|temporar|pending|deferred|retr[yi]|still|延迟|verzöger|retard", re.IGNORECASE)
STILL_TRYING = re.compile(
    r"will (?:continue|keep|retry|be (?:retried|attempted|made))|still (?:being )?(?:try|retri)|delivery attempts will"
    r"|not yet been delivered|warning message only|postponed|will try (?:again|for)|继续(?:尝试|投递)",
    re.IGNORECASE,
)


def find_status(text: str) -> str:
    """The enhanced status code, else the class of an SMTP reply as x.0.0, else nothing."""
    codes = [match for match in ENHANCED.finditer(text) if match[1] != "2"]
    precise = next((code[0] for code in codes if code[2] != "0" or code[3] != "0"), "")
    if precise:
        return precise
    if codes:
        return codes[0][0]
    reply = REPLY.search(text)
    return f"{reply[1][0]}.0.0" if reply else ""


def guess_status(text: str, subject: str = "") -> str:
    """A status from words alone: a failure is permanent unless it is said to be tried again."""
    trying = STILL_TRYING.search(text)
    if FINAL.search(subject) and not NOT_FINAL.search(subject) and not trying:
        return "5.0.0"
    waiting = (trying or TEMPORARY.search(text)) and not GIVEN_UP.search(text) and not UNKNOWN.search(text)
    return "4.0.0" if waiting else "5.0.0"


def is_hard(status: str, words: str) -> bool:
    """Whether the address itself is dead, not merely this mail unwanted or the box full."""
    if not status.startswith("5"):
        return False
    kind = ".".join(status.split(".")[1:3])
    if kind in {"1.7", "1.8", "1.9"}:  # the sender's address
        return False
    if kind in {"1.1", "1.2", "1.3", "1.6", "1.10", "4.4"} and not re.search(
        r"spam|blocked|denied", words, re.IGNORECASE
    ):
        return True
    return (
        kind.startswith(("0.", "1.", "2.1", "3.0", "4.", "5.", "7."))
        and bool(UNKNOWN.search(words))
        and not ALIVE.search(words)
    )
