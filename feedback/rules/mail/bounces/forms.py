"""The fixed words by which mail servers report without a delivery report, and where the returned mail begins."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from feedback.rules.mail.shapes import Mail

COPY_BEGINS = re.compile(
    r"^[ \t>]*(?:-{2,} ?(?:below|this) .{0,20}(?:line is a copy|is a copy|copy of)[^\n]*"
    r"|-{3,} ?(?:original message|returned (?:message|mail)|unsent message|message (?:header|copy|follows)"
    r"|the header)[^\n]*"
    r"|-{3,} ?(?:undelivered|your message|headers?|forwarded message|begin(?:ning)? of)[^\n]*"
    r"|(?:the )?(?:original|your|returned|rejected) (?:message|mail)(?:'s)?(?: is)?(?: (?:attached|below"
    r"|follows|headers?))+[^\n]*"
    r"|(?:received|return-path|dkim-signature): .*)$",
    re.IGNORECASE | re.MULTILINE,
)
BOUNCE_WORDS = re.compile(
    r"this is the (?:qmail-send program|mail (?:delivery|system)|postfix program|mailer-daemon)"
    r"|did not reach the following recipient"
    r"|(?:following|these) (?:address|recipient)\S*(?: \w+){0,3}? (?:failed|had (?:permanent|transient|delivery))"
    r"|(?:message|mail|e-mail) (?:that you sent )?(?:could|can|was|has)(?: ?not"
    r"| not been)(?: be)?(?: \w+)? (?:deliver|sent|relay)"
    r"|(?:unable|failed|impossible|not able|couldn't|could not) (?:to )?(?:deliver|relay|send) (?:your|the|this"
    r"|mail|message)"
    r"|could not be delivered to|^failed recipients?|requested (?:mail )?action (?:not taken|aborted)"
    r"|delivery of (?:your |the |this )?e?-?mail[^.]{0,80}(?:postponed|delayed|failed)"
    r"|pas pu [eê]tre (?:d[ée]livr|remis|distribu)"
    r"|konnte nicht (?:zugestellt|ausgeliefert) werden|no (?:se )?(?:pudo|ha podido) (?:ser )?entreg"
    r"|non [èe] stato (?:possibile )?(?:consegn|recapit)"
    r"|não pôde ser entregue|kon niet worden (?:bezorgd|afgeleverd)|не может быть доставлен|не (?:было )?доставлено"
    r"|nie mog[łl]a? (?:zosta[ćc]|by[ćc]) dostarczon|kunde inte levereras|kunne ikke leveres"
    r"|(?:was|is) not (?:able to be )?delivered to|delivery (?:to|of|for) [^\n]{0,120}(?:failed|aborted|delayed)"
    r"|created automatically by (?:the )?mail (?:delivery|system|server)|undeliverable (?:to|mail|message)"
    r"|transcript of (?:the )?session|returned to (?:the )?sender|^final-recipient:|delivery (?:has )?failed"
    r"|(?:^|\n)>>> (?:rcpt to|data)|<<< [45]\d\d|an error occurred while (?:trying to deliver|sending)"
    r"|error (?:message|report) from (?:the )?(?:mail|remote)|mail system error|non[- ]?delivery report"
    r"|rejected (?:your|the|by the) (?:message|mail|recipient)|message (?:was|has been) (?:rejected|returned"
    r"|undeliver)"
    r"|(?:邮件|郵件)[^\n]{0,30}(?:退回|无法|未能|失败|無法)|配信(?:できません|不能)|お届けできません|無法(?:投遞"
    r"|送達)",
    re.IGNORECASE | re.MULTILINE,
)
COMPLAINT_WORDS = re.compile(
    r"(?:this is an?|email) (?:e-?mail )?abuse report|^feedback-type: \w"
    r"|abuse report for an e-?mail message|x-hmxmroriginalrecipient",
    re.IGNORECASE | re.MULTILINE,
)
COMPLAINT = re.compile(r"complaint (?:about|from) (?:a message|your)", re.IGNORECASE)
PROTOCOL = re.compile(
    r"this is an? (?:automat|advisory)|(?:created|generated|sent) automatically|automatically (?:created"
    r"|generated|sent)"
    r"|do not (?:reply|resend)|please do not reply|transcript of|^final-recipient:|<<< [45]\d\d|>>> (?:rcpt|data)"
    r"|\b[45]\d\d[ -][45]\.\d|smtp (?:error|code|server)|remote (?:host|server|smtp)|failed recipients?"
    r"|mailer-daemon|mail delivery (?:sub)?system|delivery attempts|following (?:recipient|address|user)|mail system",
    re.IGNORECASE | re.MULTILINE,
)
STRONG = re.compile(
    r"\b[45]\d\d[ -]\d?\.?\d|[45]\.\d{1,3}\.\d{1,3}|<[^<>@\s]+@[^<>\s]+>|unknown user|user unknown"
    r"|\w@\w",
    re.IGNORECASE,
)


def report_text(mail: Mail) -> str:
    """What the server says, without the mail that it returns."""
    text = mail.text[:60_000]
    copy = COPY_BEGINS.search(text, 1)
    return text[: copy.start()] if copy and copy.start() > 80 else text


def is_bounce_text(mail: Mail) -> bool:
    """A server's own words, not quoted ones, near the top, with an address, a code or the mail itself."""
    text = re.sub(r"^>.*$", "", report_text(mail)[:6_000], flags=re.MULTILINE)
    returned = any(
        (part.message and part.message.type != "multipart/report") or part.type == "text/rfc822-headers"
        for part in mail.parts
    )
    return bool(BOUNCE_WORDS.search(text) and (returned or STRONG.search(text)))


def returns_a_mail(mail: Mail) -> bool:
    """Whether a mail lies inside, or the headers of one stand below its own words."""
    inside = any(part.message or part.type == "text/rfc822-headers" for part in mail.parts)
    return inside or len(report_text(mail)) < len(mail.text[:60_000])


def is_of_a_server(mail: Mail) -> bool:
    """What no person writes who asks about a mail: the mail itself sent back, or the phrases of a protocol."""
    return returns_a_mail(mail) or bool(PROTOCOL.search(report_text(mail)[:6_000]))


def is_complaint_text(mail: Mail) -> bool:
    """People complain of messages too: without the words of a report the message itself must be there."""
    text = mail.text[:3_000]
    return bool(COMPLAINT_WORDS.search(text) or (COMPLAINT.search(text) and returns_a_mail(mail)))


def notification(mail: Mail) -> dict[str, Any]:
    """The JSON that some providers send by mail, or nothing."""
    start = mail.text.find("{", 0, 2_000)
    if start < 0 or '"' not in mail.text[start : start + 50]:
        return {}
    try:
        found, _ = json.JSONDecoder().raw_decode(re.sub(r"[\r\n]+", "", mail.text[start : start + 200_000]))
        if isinstance(found, dict) and isinstance(found.get("Message"), str):
            found = json.loads(found["Message"])
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def notification_kind(mail: Mail) -> str:
    """`bounce`, `complaint`, or nothing of these."""
    found = notification(mail)
    kind = str(found.get("notificationType") or found.get("eventType") or "").lower()
    return kind if kind in {"bounce", "complaint", "delivery", "delivery delay"} else ""
