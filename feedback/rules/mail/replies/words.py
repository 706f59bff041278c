"""How mail programs of many languages introduce quoted history, and how they sign."""

from __future__ import annotations

import re

VERB = re.compile(
    r"wrote|writes|a écrit|écrit|escribi[óo]|escreveu|ha scritto|scrisse|schreef|geschreven|schrieb"
    r"|geschrieben|napisał"
    r"|написал|пишет|пише|написав|skrev|skrifaði|kirjoitti|napsal|napísal|írta|a scris|έγραψε|yazdı|yazmış"
    r"|写道|寫道|写到"
    r"|のメール|は書きました|書きました|さんは|작성|님이|đã viết|menulis|เขียน|כתב|מאת|كتب|\bsaid\b|via .{1,60}wrote",
    re.IGNORECASE,
)
START = re.compile(
    r"^\W{0,3}(?:on|at|le|el|am|il|op|em|dnia|w dniu|den|den \d|ons|på|på \d|dne|dňa|tarihinde|pada|vào|thứ|în|v|vo"
    r"|(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so|пн|вт|ср|чт|пт|сб|вс"
    r"|нд)\w*[.,]?"
    r"|בתאריך|在|於|于|\d{1,4}|[\"'“*_]*[\w.\-@' ]{1,60}[\"'”*_]* ?(?:<|\[|\())(?:\b|[ ,\d\"'“]|(?<=[在於于<\[(]))",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"[\w.+%=-]+@[\w-]+(?:\.[\w-]+)+|<https?://|\[mailto:")
DATE = re.compile(
    r"\b\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\b(?:19|20)\d\d\b"
    r"|\d{1,2}[:.]\d{2}\b"
    r"|\b\d{1,2}\.? (?:de )?[^\W\d]{3,10}\.?,? (?:de )?(?:19|20)\d\d"
)
BARE_DATE = re.compile(r"^\d{4}-\d\d-\d\d \d{1,2}:\d\d (?:GMT|UTC)[+-]\d\d:?\d\d .{1,80}$")
ORIGINAL = re.compile(
    r"^[\s>*_]*[-_–—=]{2,}\s*(?:original|forwarded|reply|urspr(?:ü|u)ngliche|weitergeleitete"
    r"|message (?:d'origine|transféré)"
    r"|mensaje (?:original|reenviado)|mensagem (?:original|encaminhada)|messaggio (?:originale|inoltrato)"
    r"|(?:oorspronkelijk|doorgestuurd) bericht|wiadomość oryginalna|(?:оригинальное|исходное|пересылаемое"
    r"|пересланное)"
    r"|ursprungligt|oprindelig|opprinnelig|alkuperäinen|původní|pôvodná|eredeti|orijinal|mesaj original"
    r"|原始邮件|邮件原件|原始郵件|原邮件|原郵件|回复的原邮件|回覆的原郵件|转发(?:的)?邮件|轉寄|元のメッセージ"
    r"|원본 메시지|转发信息|forward)[^\n]{0,40}"
    r"[-_–—=*\s]*$|^\s*(?:begin forwarded message|début du message (?:réexpédié|transféré)"
    r"|anfang der weitergeleiteten"
    r"|inizio messaggio inoltrato|开始转发的邮件|下面是被转发的邮件)\s?[:：]\s*$",
    re.IGNORECASE,
)
FROM = (
    r"from|de|von|da|van|od|fra|från|lähettäjä|feladó|от|від|kimden|από|发件人|發件人|寄件者|寄件人|差出人"
    r"|送信者|보낸 ?사람"
    r"|expéditeur|odesílatel"
)
OTHERS = (
    r"to|cc|bcc|date|sent|subject|reply-to|sent by|à|a|envoyé|objet|répondre à|an|gesendet|betreff|datum|aw"
    r"|antwort an"
    r"|para|enviado(?: el| em)?|fecha|data|asunto|assunto|inviato|oggetto|risposta|aan|verzonden|onderwerp"
    r"|do|wysłano|temat"
    r"|til|till|sendt|skickat|emne|ämne|datum|dato|kopi|vastaanottaja|lähetetty|aihe|päiväys|kenelle"
    r"|címzett|elküldve|tárgy"
    r"|komu|odesláno|předmět|кому|отправлено|дата|тема|копия|надіслано|kime|gönderme|gönderildi|konu|tarih|προς|θέμα"
    r"|收件人|收件者|抄送|副本|日期|时间|時間|发送时间|发件时间|主\s?题|發送時間|发送日期|寄件日期|傳送日期|主题|主題|主旨"
    r"|宛先|送信日時|日時|件名|받는 ?사람|날짜|제목"
)
HEADER = re.compile(rf"^[\s>*_]*(?P<key>(?P<from>{FROM})|{OTHERS})[*_]*\s?[:：][*_]*(?:\s|$|[^/\s])", re.IGNORECASE)
DEVICES = (
    r"i ?phone|i ?pad|i ?pod|android|blackberry|samsung|galaxy|huawei|xiaomi|redmi|oppo|vivo|honor|htc"
    r"|nokia|lumia|sony|xperia"
    r"|windows|outlook|mobile|phone|cell|mobil\w*|handy|smartphone|tablet|gmail|yahoo|mailbox|airmail|mail"
    r"|device|gerät|ti-85"
    r"|telefon\w*|téléphone|portable|móvil|celular|telefono|телефон\w*|устройств\w*|wireless|pixel|oneplus"
    r"|motorola|fairphone"
    r"|alcatel|proton|thunderbird|spark|k-9|手机|手機|微信|邮箱|郵箱|大师|torch"
)
DEVICE = re.compile(
    rf"^[\s(<\[*_\"“]*(?:sent|envoyé|gesendet|von mein|diese nachricht wurde|enviado|inviato|verzonden"
    rf"|verstuurd|wysłan|skickat"
    rf"|sendt|lähetetty|отправлено|надіслано|odesláno|odoslané|elküldve|trimis|gönderildi|dikirim|from my"
    rf"|someone from|get outlook"
    rf"|télécharge[rz] outlook|holen sie sich outlook|发自|發自|来自|來自|从我的|從我的|由我的|通过|通過"
    rf"|iphoneから送信"
    rf"|나의 |내 )[^\n]{{0,100}}?(?:{DEVICES}|pixels)",
    re.IGNORECASE,
)
DEVICE_ALONE = re.compile(
    r"^\s*(?:iphoneから送信|androidから送信|나의 iphone에서 보냄|获取\s?outlook|下载 outlook)|^\s*get \[?outlook",
    re.IGNORECASE,
)
SIGNATURE = re.compile(r"^\s*(?:--\s?|–|—|——)\s*$")
RULE = re.compile(r"^[\s>*]*(?:[-–—_=*#~+]\s?){3,}\s*$")
QUOTE = re.compile(r"^\s{0,3}(?:>|[|｜] |[A-Za-zÀ-ÿ]{1,12}> ?(?=\S|$))")
