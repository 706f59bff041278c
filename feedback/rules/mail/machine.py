"""Whether a machine wrote a mail: bounces, reports, automatic answers, lists and our own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from feedback.rules.mail.bounces import forms
from feedback.rules.mail.intake.reasons import Code, Reason

if TYPE_CHECKING:
    from collections.abc import Callable

    from feedback.rules.mail.shapes import Mail


class Machine(StrEnum):
    """What kind of machine mail it is."""

    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    RECEIPT = "receipt"
    AUTO_REPLY = "auto_reply"
    LIST = "list"
    AUTOMATIC = "automatic"
    OWN = "own"


@dataclass(frozen=True)
class Verdict:
    """The kind, and the header or words that showed it."""

    kind: Machine
    reason: Reason

    @property
    def why(self) -> str:
        """The reason in English."""
        return self.reason.english


def _verdict(kind: Machine, code: Code, evidence: str = "") -> Verdict:
    return Verdict(kind, Reason.of(code, evidence=evidence) if evidence else Reason.of(code))


REPORTS = {
    "delivery-status": Machine.BOUNCE,
    "feedback-report": Machine.COMPLAINT,
    "disposition-notification": Machine.RECEIPT,
}
DAEMON = re.compile(
    r"^(?:mailer-?daemon|mail-?daemon|mailerdaemon|mdaemon|mmdf|double-bounce|bounces?|e?mail-?delivery(?:-\w+)*"
    r"|delivery-?(?:status|failure|report)\w*|smtp-?gateway|postmast(?:er)?-?daemon)(?:[+=-].*)?$"
)
DAEMON_NAME = re.compile(
    r"mail(?:er)?[ -]?(?:delivery|daemon)|delivery (?:sub)?system|delivery notification|internet mail delivery",
    re.IGNORECASE,
)
POSTMASTER = re.compile(r"^(?:post_?master|microsoftexchange[0-9a-f]+|mailadmin)$")
OFFICE = re.compile(
    r"^(?:system|(?:system)?administrator|admin|root|ndr|dsn|mta"
    r"|[\w.-]*(?:smtp|mail|virus|gateway)[\w.-]*(?:service|servers?|gateways?|system|daemon|scanner|agent))$"
)
FAILED = re.compile(
    r"^\W*(?:undeliver(?:able|ed)|(?:mail )?delivery (?:status )?(?:notification|fail"
    r"|error|problem"
    r"|report|delay|warning)|delivery has|returned mail|mail (?:delivery )?(?:failed|failure|error|could not"
    r"|system error|not)"
    r"|failure notice|failed (?:mail|delivery)|non[- ]?delivery|nondeliverable|(?:e-?mail|message) (?:delivery|status"
    r"|not|could|undeliver)|warning: (?:message|could not|e-?mail)|unzustellbar|unde?livr|returned to sender"
    r"|could not send|unable to deliver|permanent error|user unknown|notification d.*tat|(?:courrier )?non remis"
    r"|不达|退信|系统退信|无法投递|无法送达|未送达|邮件.{0,6}失败|投递失败|退回|配信不能"
    r"|[^\n]{0,20}配信できません|недоставлен"
    r"|messaggio non|mensaje no|no se (?:ha )?(?:pudo|podido)|onbestelbaar|olevererbart|ikke leveret)",
    re.IGNORECASE,
)
FAILED_AT_END = re.compile(
    r"[:：] ?(?:non remis|undeliver(?:able|ed)|delivery failed|unzustellbar|non recapitabile|no entregado)"
    r"(?: ?\([\w ]{1,30}\))?\W*$",
    re.IGNORECASE,
)
AWAY = re.compile(
    r"^\W*(?:\[[^\]\n]{1,60}\]\W*)?"
    r"(?:auto(?:matic|mated|matisch\w*|matisk\w*)?[ -]?(?:re(?:ply|sponse|sponder)|antwort\w*|svar\w*|antwoord)\b"
    r"|out of (?:the )?office|vacation (?:reply|message)|away from (?:my |the )?(?:e-?mail|mail|office|desk|work)"
    r"|auto:|abwesen\w*|réponse automatique"
    r"|respuesta automática|risposta automatica|resposta automática|automatický|автоответ|автоматическ"
    r"|自动(?:回复|答复|回覆)|自動回[复覆應应]|自動答覆"
    r"|自動(?:返信|応答)|不在(?:通知|のお知らせ|連絡)|자동 ?(?:회신|응답)|부재중|fuera de (?:la )?oficina|afwezig"
    r"|automatyczna odpowied[źz]|automatick[áa] odpov[ěe]ď|automatikus válasz|automaattinen vastaus|автовідповідь"
    r"|otomatik (?:yanıt|cevap)|răspuns automat|resposta automàtica|trả lời tự động|balasan otomatis"
    r"|αυτόματη απάντηση"
    r"|מענה אוטומטי|رد تلقائي|message d['’]absence|absence du bureau|fuori (?:sede|ufficio)|fora do escritório"
    r"|ausência temporária|frånvaro|fravær|poissaolo|poza biurem|mimo kancelář|外出(?:通知|自动回复)|休假(?:通知"
    r"|自动回复))"
    r"|\bis out of the office\W{0,3}\(?(?:returning|until)\b[^?]{0,60}$",
    re.IGNORECASE,
)
ANSWER_BEGINS = re.compile(
    r"\A\s*(?:[^\n]{1,30}[,，:：!！][ \t]*\n\s*)?\(?(?:"
    r"(?:这是|此(?:邮件|信)[为是]|本(?:邮件|信)[为是])(?:一封|来自[^\n。]{1,12}的)?(?:由?系统)?(?:假期)?自动[回答]复"
    r"|(?:這是|此(?:郵件|信)[為是])(?:一封)?(?:系統)?自動回[覆復]"
    r"|this is an? (?:auto(?:matic|mated)|automatically generated|auto-generated) (?:e-?mail )?"
    r"(?:reply|response|answer)|dies ist eine automatische antwort|ceci est une réponse automatique"
    r"|esta es una respuesta automática|esta é uma resposta automática|questa è una risposta automatica"
    r"|dit is een automatisch antwoord|これは自動(?:返信|応答)(?:メール)?です|본 메일은 자동 ?회신)"
    r"(?=\s*(?:邮件|郵件|e-?mail|message)?\s*(?:[.。,，!！;；)\n]|\Z|to (?:your|confirm|let|inform)))",
    re.IGNORECASE,
)
CHALLENGES = (
    re.compile(
        r"allowed list|approved senders?|guest list|white ?list|so (?:that )?i can receive your",
        re.IGNORECASE,
    ),
    re.compile(r"(?:click|follow|use|visit|see)\b.{0,80}\blink\b", re.IGNORECASE),
    re.compile(
        r"protected by|to protect|(?:is|was|being) held|waitlisted|(?:control|reduce|stop) spam|just this once"
        r"|won't have to do this again|one[- ]time",
        re.IGNORECASE,
    ),
)
ANSWERING = (
    "x-autoreply", "x-autorespond", "x-auto-reply", "x-autoresponder", "x-autoreply-from", "x-mail-autoreply",
    "x-mbox-autoreply", "x-vacation", "x-ms-exchange-inbox-rules-loop", "x-autoresponse",
)  # fmt: skip
LIST_HEADERS = ("list-id", "list-unsubscribe", "list-post", "mailing-list", "x-mailing-list", "x-beenthere")


def classify(mail: Mail, is_own: Callable[[Mail], bool] | None = None) -> Verdict | None:
    """The verdict, or nothing for a person's mail; `is_own` knows what this site itself sent."""
    if is_own and is_own(mail):
        return _verdict(Machine.OWN, Code.OWN)
    for rule in (_report, _daemon, _answer, _list, _written_form, _answer_words, _quiet):
        if verdict := rule(mail):
            return verdict
    return None


def _report(mail: Mail) -> Verdict | None:
    if mail.type == "multipart/report":
        wanted = mail.type_parameters.get("report-type", "").lower()
        if wanted in REPORTS:
            return _verdict(REPORTS[wanted], Code.REPORT, f"multipart/report; {wanted}")
    for part in mail.parts:
        kind = part.type.removeprefix("message/").removeprefix("global-")
        if part.type.startswith("message/") and kind in REPORTS:
            return _verdict(REPORTS[kind], Code.REPORT, part.type)
    if mail.headers.has("x-failed-recipients"):
        return _verdict(Machine.BOUNCE, Code.HEADER, "X-Failed-Recipients")
    is_report = mail.type == "multipart/report"
    return _verdict(Machine.BOUNCE, Code.REPORT, "multipart/report") if is_report else None


def _daemon(mail: Mail) -> Verdict | None:
    """Sent by a mail server, by its name or by its null sender together with what it says."""
    sender = mail.sender
    local = _local(mail)
    if _answers_itself(mail) and not FAILED.search(mail.subject):
        return None
    if DAEMON.match(local) or (sender and DAEMON_NAME.search(sender.name)):
        return _verdict(Machine.BOUNCE, Code.SENDER, local or (sender.name if sender else ""))
    failed = FAILED.search(mail.subject)
    if failed and POSTMASTER.match(local):
        return _failed(f"From {local}", failed[0])
    if failed and OFFICE.match(local) and forms.is_of_a_server(mail):
        return _failed(f"From {local}", failed[0])
    if failed and null_sender(mail):
        return _failed("Return-Path <>", failed[0])
    return None


def _failed(sender: str, subject: str) -> Verdict:
    return Verdict(Machine.BOUNCE, Reason.of(Code.SENDER_SUBJECT, sender=sender, evidence=subject.strip()))


def _answers_itself(mail: Mail) -> bool:
    return bool(AWAY.search(mail.subject)) or "auto-replied" in mail.headers.text("auto-submitted").lower()


def _answer(mail: Mail) -> Verdict | None:
    submitted = mail.headers.text("auto-submitted").split(";")[0].split("(")[0].strip().lower()
    if submitted and submitted != "no":
        kind = Machine.AUTO_REPLY if submitted == "auto-replied" or AWAY.search(mail.subject) else Machine.AUTOMATIC
        if forms.is_bounce_text(mail):
            kind = Machine.BOUNCE
        return _verdict(kind, Code.HEADER, f"Auto-Submitted: {submitted}")
    for name in ANSWERING:
        if mail.headers.has(name) and mail.headers.text(name).lower() not in {"no", "false", "none"}:
            return _verdict(Machine.AUTO_REPLY, Code.HEADER, name.title())
    precedence = mail.headers.text("precedence").lower()
    if precedence in {"auto_reply", "auto-reply", "autoreply"}:
        return _verdict(Machine.AUTO_REPLY, Code.HEADER, f"Precedence: {precedence}")
    if (away := AWAY.search(mail.subject)) and _stands_alone(mail, away.end()):
        return _verdict(Machine.AUTO_REPLY, Code.SUBJECT, away[0].strip())
    suppress = mail.headers.text("x-auto-response-suppress").lower()
    if suppress and suppress != "none":
        return _verdict(Machine.AUTOMATIC, Code.HEADER, "X-Auto-Response-Suppress")
    return None


def _stands_alone(mail: Mail, end: int) -> bool:
    """People write about automatic answers too: a machine puts a colon behind the words, or answers a mail."""
    rest = mail.subject[end:]
    if not rest.strip() or mail.subject[:end].endswith(":"):
        return True
    return bool(re.match(r"[^?？]{0,25}[:：\])】]", rest) or mail.in_reply_to or mail.references)


def _list(mail: Mail) -> Verdict | None:
    for name in LIST_HEADERS:
        if mail.headers.has(name):
            return _verdict(Machine.LIST, Code.HEADER, name.title())
    precedence = mail.headers.text("precedence").lower()
    if precedence in {"bulk", "list", "junk"}:
        return _verdict(Machine.LIST, Code.HEADER, f"Precedence: {precedence}")
    return None


def _written_form(mail: Mail) -> Verdict | None:
    """The home-made reports of mail servers, told by their fixed words."""
    if kind := forms.notification_kind(mail):
        return _verdict(Machine.COMPLAINT if kind == "complaint" else Machine.BOUNCE, Code.NOTIFICATION)
    if forms.is_complaint_text(mail) or _complaint_loop(mail):
        return _verdict(Machine.COMPLAINT, Code.COMPLAINT_WORDS)
    returned = forms.returns_a_mail(mail) and OFFICE.match(_local(mail))
    said = returned or (forms.is_of_a_server(mail) and FAILED.search(mail.subject))
    begins = not _is_answer(mail) and (_from_server(mail) or said)
    if forms.is_bounce_text(mail) and (begins or FAILED_AT_END.search(mail.subject)):
        return _verdict(Machine.BOUNCE, Code.SERVER_WORDS)
    return None


def _answer_words(mail: Mail) -> Verdict | None:
    """An automatic answer says so first; who asks to be let in by a link only protects a mailbox."""
    beginning = mail.text[:1_500]
    line = " ".join(beginning.split())
    if ANSWER_BEGINS.match(beginning) or all(words.search(line) for words in CHALLENGES):
        return _verdict(Machine.AUTO_REPLY, Code.ANSWER_WORDS)
    return None


def _from_server(mail: Mail) -> bool:
    nobody = mail.sender is not None and not mail.sender.address
    return null_sender(mail) or nobody or bool(POSTMASTER.match(_local(mail)))


def _local(mail: Mail) -> str:
    """Of whom at their site the mail is, without quotes and escapes."""
    return re.sub(r"[\"\\]", "", mail.sender.address.partition("@")[0].lower()) if mail.sender else ""


def _complaint_loop(mail: Mail) -> bool:
    """Hotmail's loop has no report of its own: it marks the mail that it encloses."""
    return any(part.message and part.message.headers.has("x-hmxmroriginalrecipient") for part in mail.parts)


def _is_answer(mail: Mail) -> bool:
    """People quote bounces when they ask about them: such a mail has a text of its own above."""
    return bool(re.match(r"\W*(?:re|aw|fwd?|wg|sv|回复|答复|转发)\s*[:：]", mail.subject, re.IGNORECASE))


def _quiet(mail: Mail) -> Verdict | None:
    if null_sender(mail):
        return _verdict(Machine.AUTOMATIC, Code.HEADER, "Return-Path: <>")
    return None


def null_sender(mail: Mail) -> bool:
    """An empty envelope sender: no answer is wanted (RFC 5321 §4.5.5)."""
    return any(path.replace(" ", "") == "<>" for path in mail.headers.all("return-path"))
