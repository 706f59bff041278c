"""Tells the line by which a phone or a mail program signs from a sentence about phones and mail."""

from __future__ import annotations

import re

MOST = 160
MOST_WORDS = 12
LINK = re.compile(r"<?(?:https?://|mailto:)\S+|\]\([^)]*\)")
AROUND = "()<>[]*_\"“”'.!~- \t\xa0\u200b\u2060\u2063\ufeff"
EXCUSE = re.compile(
    r"[,.;:!–—-]\s*(?:please|pls|excuse|sorry|pardon|forgive|apolog|typ(?:o|ed)|brief|so |bitte|entschuld|désol|excus"
    r"|merci d|disculp|perd|desculp|scus|mi scuso|sorry)[^\n]*$",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"(?:(?:diese|this|ce|este|questo|dit) (?:e-?mail|message|nachricht|mensaje|messaggio|bericht) "
    r"(?:was|has been|wurde|a été|ha sido|è stato|is)? ?)?"
    r"(?:(?:some)?one from|from (?=my )|sent (?:from|via|with|by|using)"
    r"|envoyée?s? (?:depuis|de|à partir de|par|via|avec|du)|gesendet (?:von|vom|mit|über|via|aus)|von (?=mein"
    r"|unterwegs)"
    r"|enviad[oa] (?:desde|de|do|da|con|com|por|a partir de|a través de|via|pelo|usando)"
    r"|inviat[oa] (?:da|dal|dalla|con|tramite|via)|(?:verzonden|verstuurd) (?:vanaf|vanuit|van|met|via)"
    r"|wysłan[aeoy] (?:z|ze|za pomocą|przez)|skickat (?:från|med|via)|sendt (?:fra|med|via)|lähetetty"
    r"|отправлено (?:с|из|со|через|от)|надіслано (?:з|із|зі|через)|odesláno (?:z|ze|pomocí)|odoslané (?:z|zo)"
    r"|elküldve|küldve|trimis (?:de pe|din|cu)|enviat (?:des|amb)|dikirim (?:dari|dengan)|(?:được )?gửi từ"
    r"|στάλθηκε (?:από|με)|(?:poslano|poslato|poslané|posláno) (?:s|sa|z|iz)|изпратено от|saadetud"
    r"|(?:get|download|télécharge[rz]|obtenir|obtener|obtenga|obter(?: o)?|holen sie sich|scarica|ottieni|pobierz"
    r"|скачать|получить|hämta|hent|descarga|baixe|hanki|lataa|získat|dapatkan)"
    r" (?=outlook|spark|bluemail|yahoo mail|proton|the .{0,20}app))\b\s*",
    re.IGNORECASE,
)
BRANDS = (
    r"i ?phon\w*|i ?pad|i ?pod|ios|macos|android|blackberry|samsung|galaxy|huawei|xiaomi|redmi|oppo|vivo|honor"
    r"|htc|nokia|lumia|sony"
    r"|xperia|windows|outlook|gmail|yahoo|mailbox|airmail|ti-85|pixels?|oneplus|motorola|fairphone|alcatel"
    r"|proton(?:mail)?"
    r"|thunderbird|spark|k-9|torch|tapatalk|mailbird|aol|zoho|mail\.ru|yandex|dingtalk|foxmail|wechat|телефон\w*"
    r"|почт\w*"
    r"|mailspring|superhuman|fastmail|bluemail|mymail|icloud|mac(?:book)?|lg|zte|realme|polymail|newton|acompli"
    r"|asus|lenovo"
)
THINGS = (
    r"(?:smart|cell|i|mobil|mobile )?phones?|mobil\w*|mobile|cell|handy|tablet\w*|device|dispositivo|wireless"
    r"|gerät|téléphone|portable"
    r"|móvil|celular|telefon\w*|telefono|téléfono|teléfono|teléphone|puhelim\w*|устройств\w*|пристро\w*|мобильн\w*"
    r"|di động|điện thoại|\w*telefon\w*|\w*gerät|\w*phone|κινητό|e?mail|posta|unterwegs"
)
THING = re.compile(rf"(?:{BRANDS}|{THINGS})$", re.IGNORECASE)
BRAND = re.compile(rf"(?:{BRANDS})\b", re.IGNORECASE)
SMALL = frozenset(
    re.findall(
        r"\S+",
        "a an the my our for on with using via and by from to in of app application mail e-mail email client work "
        "pc secure wireless handheld network mobile device phone handset smartphone tablet cell mini pro plus max "
        "ultra powered free web desktop version edge lte mon ma mes à partir der die das το μου mein meine meinem "
        "meiner meinen einem dem für mit pour avec sur de du des d’un d'un un une mi mis su con para en el la "
        "desde mio mia il lo da dal per tramite meu minha com do no na usando mijn met voor op min med för til "
        "från fra mojego mojej mój telefonu z ze dla моего моей мой с из на для мобильной мобильного мого mého "
        "môjho svého dispozitivul minun del wurde gesendet versendet verschickt geschrieben küldve saya ponsel "
        "của tôi cihazımdan gesendet. mobil telefon telemóvel móvil teléfono téléphone dispositivo dispositif "
        "appareil l'application l’application",
    )
)
HAN_DEVICE = (
    r"(?:iphone|ipad|windows|android|安卓|华为|華為|小米|红米|荣耀|魅族|三星|vivo|oppo|一加|苹果|蘋果|微信|钉钉"
    r"|釘釘|飞书|飛書"
    r"|企业微信|企業微信|outlook|foxmail|gmail|yahoo|雅虎|qq|网易|網易|新浪|搜狐|163|126|189|139|阿里|手机|手機"
    r"|移动设备|galaxy|lark|coremail"
    r"|行動裝置|平板)"
)
HAN = re.compile(
    rf"(?:发自|發自|发送自|發送自|来自|來自)\s?(?:我的)?\s?[^，。？！；,?!;\n]{{0,12}}?{HAN_DEVICE}"
    r"[A-Za-z0-9 ./+-]{0,24}(?:智能)?(?:手机|手機|邮箱|郵箱|大师|大師|客户端|用戶端|版|邮件|郵件|应用|發送|发送"
    r"|专属|商务|企业|企業)*"
    rf"|(?:从|從|由|通过|透過|使用)\s?(?:我的)?\s?[^，。？！；,?!;\n]{{0,12}}?{HAN_DEVICE}"
    r"[A-Za-z0-9 ./+-]{0,24}(?:手机|手機|邮箱|郵箱|大师|大師|客户端|用戶端|版|邮件|郵件)*(?:发送|發送|傳送|发出"
    r"|發出|寄出|传送)"
    r"|(?:发自|發自)\s?我的\s?[A-Za-z0-9][A-Za-z0-9 ./+-]{0,24}"
    r"|(?:获取|取得|下载|下載)\s?(?:适用于 ?\w+ ?的 ?|[A-Za-z]+ ?版 ?)?outlook[A-Za-z0-9 ]{0,20}"
    r"|签名由\s?[^，。？！\n]{1,16}\s?定制|signature is customized by netease mail master"
    r"|outlook[^\n,.!?]{1,16}(?:ios|android)\s?(?:を入手|beziehen|herunterladen|downloaden|holen)"
    r"|(?:ios|android) ?(?:版|용|için) ?outlook(?:['’]u)? ?(?:を入手|다운로드|edinin|下载|下載)?"
    r"|(?:[A-Za-z][A-Za-z0-9 ]{1,24}|携帯(?:電話)?)(?:スマートフォン|スマホ|携帯)?から送信(?:されました)?"
    r"|(?:나의 |내 )?[A-Za-z갤럭시][A-Za-z0-9갤럭시스마트폰 ]{1,30}에서 (?:보냄|보낸 메일)"
    r"|(?:나의 |내 )?[A-Za-z갤럭시][A-Za-z0-9갤럭시 ]{1,30}스마트폰에서 보냈습니다",
    re.IGNORECASE,
)
LATE_VERB = re.compile(
    r"^(?:von|mit) (?P<rest>.{2,60}) (?:gesendet|geschrieben|versendet)$"
    r"|^(?P<other>.{2,60}?)(?:'?d[ae]n|ımdan|imden) (?:gönderildi|gönderdim)$"
    r"|^(?P<third>.{2,60})(?:ról|ről) küldve$|^נשלח מ.{2,40}$|^(?:تم الإرسال|أرسلت|مرسل) من .{2,40}$",
    re.IGNORECASE,
)


def signs_for_a_device(line: str) -> bool:
    """Whether the whole line only says from what a mail was sent."""
    if not line.strip() or len(line) > MOST:
        return False
    plain = EXCUSE.sub("", re.sub(r"[\[\]*_]", "", LINK.sub(" ", line))).strip(AROUND)
    if HAN.fullmatch(plain):
        return True
    late = LATE_VERB.match(plain)
    if late:
        rest = late["rest"] or late["other"] or late["third"]
        return rest is None or _is_device(rest)
    lead = LEAD.match(plain)
    return bool(lead and _is_device(plain[lead.end() :]))


def _is_device(text: str) -> bool:
    """A device or a program by name, and no word that belongs to a sentence."""
    words = [word.strip(AROUND + ",") for word in text.split()]
    words = [word for word in words if word]
    if not 0 < len(words) <= MOST_WORDS or not any(_names(word) for word in words):
        return False
    if words[0].lower() in {"a", "an", "my"}:
        words = words[next(index for index, word in enumerate(words) if _names(word)) :] if len(words) <= 6 else words
    return all(_fits(word) for word in words)


def _names(word: str) -> bool:
    return bool(THING.match(word) or BRAND.match(word))


def _fits(word: str) -> bool:
    if word.lower() in SMALL or _names(word):
        return True
    return not word[0].islower() or any(letter.isdigit() for letter in word)
