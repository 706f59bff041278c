"""How mail programs of many languages introduce quoted history, and how they sign."""

from __future__ import annotations

import re

VERB = re.compile(
    r"wrote|writes|a écrit|écrit|escribi[óo]|escreveu|ha scritto|scrisse|schreef|geschreven|schrieb"
    r"|geschrieben|napisała?|pisze|^\W*missatge de|va escriure|ha escrit|skrifaði|kirjutas|rakstīja|rašė"
    r"|idatzi zuen|shkroi"
    r"|написала?|написа\b|пишет|пише|написав|skrev|kirjoitti|napsala?|napísala?|napisao|je napisal|írta|ezt írta"
    r"|a scris|έγραψε"
    r"|yazdı|yazmış|写道|寫道|写到|寫到|写了|来信说"
    r"|のメール|は書きました|書きました|が書いた|さんは|작성|님이|썼습니다|đã viết|menulis|เขียน|כתב|מאת|كتب|نوشت"
    r"|ने लिखा"
    r"|\bsaid\b",
    re.IGNORECASE,
)
PRONOUN_VERB = re.compile(
    r"\b(?:I|we|you|he|she|they|who|what) (?:wrote|said)|schrieb(?:en)? (?:ich|wir|sie|er|ihr)\b"
    r"|(?:j['’]ai|nous avons|vous avez|ils? (?:a|ont)|elles? (?:a|ont)) écrit|\bhabe? (?:ich|wir) .*geschrieben"
    r"|\b(?:я|мы|вы|он|она|ваш\w*) (?:\w+ )?(?:написал|пиш)"
    r"|(?:我|我们|我們|你|你们|您|他|她|他们|客服|客服人员|贵司|贵公司|工作人员)(?:曾|就|已|都|也|又)?(?:写|寫)",
    re.IGNORECASE,
)
NO_NAME = re.compile(
    r"\b(?:your|our|my|his|her|their|the|votre|notre|ihre?|unsere?|meine?"
    r"|su|nuestr[oa]|sua?|seu|vostr[oa]) [^<>\n]{0,60}$",
    re.IGNORECASE,
)
START_WORDS = re.findall(
    r"\S+",
    (
        "on at le el am il op em dnia w den på dne dňa tarihinde pada vào thứ în v vo a στις la dana kell lúc na "
        "in ons de missatge в на от у mon tue wed thu fri sat sun lun mar mer jeu ven sam dim mo di mi do fr sa "
        "so пн вт ср чт пт сб вс нд ma ti ke to pe su man tir tor fre lør søn tirs tors mån tis lör sön pon wt śr "
        "czw pt sob niedz po út st čt pá ne ut št pi uto sri čet pet ned mié jue vie sáb dom seg ter qua qui sex "
        "gio quoting zitat citando zitiere tanggal"
    ),
)
START = re.compile(
    rf"^\W{{0,3}}(?:(?:{'|'.join(START_WORDS)})(?![^\W\d_])[.,]?|(?:monday|tuesday|wednesday|thursday"
    rf"|friday|saturday|sunday"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|segunda|terça|quarta|quinta|sexta"
    r"|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b"
    r"|[\u4e00-\u9fff]{2,4} ?[于於]"
    r"|בתאריך|ב-|في|بتاريخ|در تاریخ|เมื่อ|ใน|在|於|于|星期|周[一二三四五六日天]|週[一二三四五六日天]|(?!\S*@)\d{1,4}"
    r"|[\"'“*_]*[\w.\-@'’,() ]{1,60}[\"'”*_]* ?(?:<|\[|\())",
    re.IGNORECASE,
)
CAPITALISED = re.compile(
    r"^(?:[^a-zà-öø-ÿа-я].*|on|at|am|um|le|à|el|a|las|il|alle|op|em|às|den|kl\.?|o|v|в|de|von|van|der|den|via)$"
)
INNER_START = re.compile(r"[^\W\d_][\s.,;:!?-]*(?<![\"“'<(])\s?[-–—]*\s?\bOn (?:[A-Z][a-z]{2}|\d)")
ADDRESS = re.compile(r"[\w.+%=-]+@[\w-]+(?:\.[\w-]+)+|<https?://|\[mailto:")
DATE = re.compile(
    r"\b\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\b(?:19|20)\d\d\b"
    r"|\b\d{1,2}\.? (?:de )?[^\W\d]{3,10}\.?,? (?:de )?(?:19|20)\d\d|(?:19|20)\d\d ?[년年]|[٠-٩]{4}|\b25\d\d\b"
)
TIME = re.compile(r"\d{1,2}\s?[:.hH時时点點]\s?\d{2}|\d{1,2}(?:am|pm)\b|\d{1,2} ?시 ?\d{1,2} ?분", re.IGNORECASE)
BARE_DATE = re.compile(
    r"^\d{4}-\d\d-\d\d \d{1,2}:\d\d (?:GMT|UTC)[+-]\d\d:?\d\d (?:[^<>]{1,80}<[^<>\s]*(?:>:?)?"
    r"|(?:[^\Wa-z_][^\s:]*\s?){1,5})$"
)
DATED_SENDER = re.compile(r"^\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?[^\n<>]{1,80}<[\w.+%=-]+@[\w.-]+>$")
WROTE_RULE = re.compile(
    r"^[\s>]*+[-—–]{2,}+\s?(?P<text>.{2,200}?)\s?[:：]?\s?[-—–]{2,}+\s*$",
)
KINDS = (
    r"(?:original|forwarded|reply|quoted|replied|forward)(?:ed)? (?:message|mail|e-?mail|msg)s?(?: follows?)?"
    r"|forward(?:ed)?"
    r"|original|(?:urspr(?:ü|u|ue)ngliche|weitergeleitete|antwort)[ -]?(?:nachricht|e-?mail|mail)"
    r"|(?:message|courriel|mail) (?:d['’]origine|transféré|original|transmis|réexpédié|initial)"
    r"|(?:mensaje|correo) (?:original|reenviado)|(?:mensagem|e-?mail) (?:original|encaminhad[ao])"
    r"|messaggio (?:originale|inoltrato)|(?:oorspronkelijk|origineel|doorgestuurd)e? bericht"
    r"|(?:wiadomość oryginalna|oryginalna wiadomość|wiadomość przekazana|przekazana wiadomość"
    r"|treść przekazanej wiadomości)"
    r"|(?:оригинальное|исходное|пересылаемое|пересланное|первоначальное) (?:сообщение|письмо)"
    r"|(?:оригінальне|переслане|вихідне) повідомлення|ursprungligt meddelande|vidarebefordrat meddelande"
    r"|(?:oprindelig|opprinnelig|original|videresendt) (?:meddelelse|melding|mail|e-post|besked)"
    r"|(?:alkuperäinen|edelleenlähetetty|välitetty) viesti|původní (?:zpráva|e-mail)|přeposlaná zpráva|pôvodná správa"
    r"|preposlaná správa|(?:eredeti|továbbított) (?:üzenet|levél)|(?:orijinal|özgün|iletilen"
    r"|yönlendirilen) (?:mesaj|ileti)"
    r"|mesaj(?:ul)? (?:original|redirecționat|inițial)|missatge (?:original|reenviat)|(?:izvorna|originalna) poruka"
    r"|(?:αρχικό|προωθημένο) μήνυμα|thư gốc|tin nhắn gốc|pesan (?:asli|terusan)|(?:הודעה|הודעת) (?:מקורית|שהועברה)"
    r"|الرسالة الأصلية|رسالة (?:أصلية|معاد توجيهها)|ข้อความต้นฉบับ"
    r"|(?:原始|原|源|回复的原|回覆的原|转发的|轉寄的|转发|轉寄|被转发的|回复|引用)(?:邮件|郵件|信件|消息|信息"
    r"|讯息|訊息|內容|内容)(?:信息)?"
    r"|邮件原[件文]|轉寄|元のメッセージ|転送(?:された)?メッセージ|オリジナルメッセージ|original message"
    r"|원본 ?(?:메시지|메일|이메일)|전달된 ?(?:메시지|메일)"
)
ORIGINAL = re.compile(
    rf"^[\s>*]*+[-_–—=]{{2,}}+\s*(?:{KINDS})[^\n]{{0,40}}?\s*[-_–—=]{{2,}}+[*\s]*$"
    rf"|^[\s>*]*+[-_–—=]{{2,}}+\s*(?:{KINDS})\s*[:：]?[*\s]*$"
    r"|^\s*(?:begin forwarded message|forwarded message|début du message (?:réexpédié|transféré)"
    r"|anfang der weitergeleiteten (?:nachricht|e-?mail)|weitergeleitete nachricht"
    r"|inizio (?:del )?messaggio inoltrato"
    r"|inicio del mensaje reenviado|início da mensagem (?:re)?encaminhada|mensagem encaminhada"
    r"|begin doorgestuurd bericht|vidarebefordrat brev|(?:start på )?videresendt (?:besked|melding|e-post)"
    r"|videresendt melding|välitetty viesti alkaa|początek przekazywanej wiadomości|začátek přeposílané zprávy"
    r"|начало переадресованного сообщения|начало переадресованного письма|i̇letilen ileti başlangıcı"
    r"|továbbított levél kezdete"
    r"|开始转发的邮件|下面是被转发的邮件|以下是转发的邮件|開始轉寄郵件|以下為轉寄郵件|転送されたメッセージ"
    r"|전달된 메시지 시작|전달된 메시지)\s?[:：]\s*$",
    re.IGNORECASE,
)
FROM = (
    r"from|de|von|da|van|od|fra|från|lähettäjä|feladó|от|від|kimden|gönderen|από|de la|dari|từ|จาก|מאת|من|saatja|nuo"
    r"|发 ?件 ?人|發 ?件 ?人|发信人|發信人|寄件者|寄件人|寄信人|发送人|差出人|送信者|送信元"
    r"|보낸 ?사람|보낸이|발신자|발신"
    r"|expéditeur|absender|mittente|remitente|remetente|avsändare|afsender|avsender|afzender|nadawca|отправитель"
    r"|odesílatel|odosielateľ|šalje|expeditor"
)
SUBJECTS = (
    r"subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|temat|emne|ämne|aihe|tárgy|předmět|predmet"
    r"|тема|относно"
    r"|konu|θέμα|subiect|assumpte|naslov|chủ đề|tiêu đề|perihal|subjek|เรื่อง|הנושא|נושא|الموضوع|teema|tema"
    r"|主\s?题|主\s?題|主旨|标题|標題|件名|題名|제 ?목"
)
SENT = (
    r"sent|envoyée?(?: le)?|expédié|gesendet|enviad[oa](?: el| em)?|inviato|verzonden|wysłano|sendt|skickat|lähetetty"
    r"|elküldve|küldve|odesláno|odoslané|отправлено|изпратено|надіслано|gönderildi|gönderme(?: tarihi)?|στάλθηκε"
    r"|trimis"
    r"|enviat|poslano|đã gửi|terkirim|dikirim|ส่ง|נשלח|تم الإرسال|تاريخ الإرسال"
    r"|发送时间|已发送|已傳送|发件时间|发信时间|發送時間|发送日期|寄件日期|寄件時間|寄信日期|傳送日期|傳送時間"
    r"|送信日時|送信日"
    r"|보낸 ?날짜|보낸 ?시간|보냄"
)
DATES = (
    r"date|datum|fecha|data|dato|päiväys|dátum|дата|tarih|ημερομηνία|gửi|ngày|tanggal|วันที่|תאריך|التاريخ"
    r"|日\s?期|时\s?间|時\s?間|日時|日付|날짜|일시"
)
OTHERS = (
    r"to|cc|bcc|reply-to|message-id|in-reply-to|references|sent by|importance|attachments?|à|a|répondre à|pour"
    r"|copie|copie à|an|aw|antwort an|kopie"
    r"|wichtigkeit"
    r"|para|cópia|copia|risposta|rispondi a|aan|do|dw|til|till|kopi|kopia|vastaanottaja|kenelle|címzett|másolat"
    r"|komu|kopie|кому|копия|копія|до|kime|alıcı|bilgi|προς|κοιν\.?|către|per a|za|kepada|đến|tới|ถึง|אל|עותק|إلى"
    r"|نسخة"
    r"|收 ?件 ?人|收件者|收信人|抄送|抄送人|副本|密送|附件|回复|回覆|宛先|받는 ?사람|받는이|수신자?|참조"
)
HEADER = re.compile(
    rf"^[\s>*_|]*+(?P<key>(?P<from>{FROM})|(?P<subject>{SUBJECTS})|(?P<sent>{SENT})|(?P<date>{DATES})|{OTHERS})"
    r"[*_\s|]*[:：][*_]*(?:\s|$|[^/\s])",
    re.IGNORECASE,
)
BARE_ORIGINAL = re.compile(rf"^[\s*]*+(?:{KINDS})\s*[:：]?[*\s]*$", re.IGNORECASE)
ABOVE_THIS_LINE = re.compile(
    r"^[\s>*]*+[-#=_~]++[^\n]{0,60}?(?:above this line|上方回复|上方回覆|之上回复|以上回复|上方输入"
    r"|(?:oberhalb|über) dieser (?:linie|zeile)"
    r"|au-dessus de cette ligne|encima de esta línea|acima desta linha|sopra questa (?:linea|riga)"
    r"|boven deze (?:lijn|regel))[^\n]{0,40}[-#=_~]\s*$",
    re.IGNORECASE,
)
LINK_OF_ADDRESS = re.compile(r"\]\(mailto:[^\n]{0,200}?\)")
SIGNATURE = re.compile(r"^\s*(?:--\s?|–|—|——)\s*$")
STANDARD_SIGNATURE = re.compile(r"^-- $")
POSTSCRIPT = re.compile(r"^\s*(?:P\.? ?S\.?(?:[:：,，.]|\s)|又及|附[:：]|另[:：]|另外|补充)", re.IGNORECASE)
RULE = re.compile(r"^[\s>]*+(?:[-–—_=*#~+]\s?){3,}\s*$")
FOOTER = re.compile(
    r"https?://|www\.|@|unsubscribe|mailing list|newsletter|confidential|privileged|disclaimer|intended (?:only"
    r"|recipient)"
    r"|virus|abbestellen|vertraulich|désabonn|confidentiel|confidencial|riservat|poufn|конфиденциал|退订|邮件列表"
    r"|保密|机密|免责"
    r"|配信停止|수신 ?거부",
    re.IGNORECASE,
)
QUOTE = re.compile(r"^\s{0,3}(?:>|[|｜] (?![^\n]*[|｜]))")
NAMED_QUOTE = re.compile(r"^\s{0,3}[A-Za-zÀ-ÿ]{1,12}> ?(?=\S|$)")
