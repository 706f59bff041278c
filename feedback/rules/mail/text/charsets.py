"""Bytes to text, whatever the mail says its charset is: legacy names, lies and silence."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from feedback.rules.mail.text.japanese import decode_iso_2022_jp

SUPERSETS = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "ms936": "gb18030",
    "csgb2312": "gb18030",
    "chinese": "gb18030",
    "hz-gb-2312": "hz",
    "ks_c_5601-1987": "cp949",
    "ks_c_5601": "cp949",
    "ksc5601": "cp949",
    "ks-c-5601-1987": "cp949",
    "korean": "cp949",
    "euc-kr": "cp949",
    "windows-949": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cp950": "big5hkscs",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-8-i": "iso8859_8",
    "iso-8859-8-e": "iso8859_8",
    "iso-8859-6-i": "iso8859_6",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "windows-874": "cp874",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "unicode-1-1-utf-7": "utf_7",
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "unicode": "utf-16",
}
NO_CHARSETS = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
PLAIN = {"ascii", "cp1252", "iso8859-1"}
ISO_2022_JP = re.compile(r"iso-?2022-?jp|csiso2022jp|cp5022")


def decode(data: bytes, declared: str | None = None) -> str:
    """The text, without NUL; never fails."""
    return _decode(data, declared).replace("\0", "")


def decode_undeclared(data: bytes, around: str | None) -> str:
    """Bytes in a header, which names no charset: UTF-8, else what the mail around it is written in."""
    codec = codec_name(around)
    if data.isascii() or codec in {None, "utf-8", *PLAIN} or _strict(data, "utf-8") is not None:
        return decode(data)
    return decode(data, codec)


def charset_around(data: bytes, declared: str | None) -> str | None:
    """The charset that a text says it has, or that of its words where it says none and is clearly Chinese."""
    if declared or data.isascii() or _strict(data[:4_000], "utf-8") is not None:
        return declared
    return "gb18030" if _looks_like_gb2312(data[:4_000]) else None


def codec_name(declared: str | None) -> str | None:
    """Python's name for a declared charset, widened to what its users really write."""
    if not declared:
        return None
    label = declared.strip().strip("\"'").lower().split("*")[0].strip()
    if ISO_2022_JP.match(label):
        return "iso-2022-jp"
    label = SUPERSETS.get(label, label)
    try:
        info = codecs.lookup(label)
    except (LookupError, ValueError, UnicodeError):
        return None
    of_text = getattr(info, "_is_text_encoding", True) and info.name.replace("_", "-") not in NO_CHARSETS
    return info.name if of_text else None


def _decode(data: bytes, declared: str | None) -> str:
    codec = codec_name(declared)
    if codec == "iso-2022-jp":
        return decode_iso_2022_jp(data)
    if data.isascii() and codec in {None, "utf-8", *PLAIN}:
        return decode_iso_2022_jp(data) if b"\x1b$" in data and not codec else data.decode("ascii")
    if codec is None or codec == "ascii":
        return guess(data)
    if codec != "utf-8" and _clearly_utf8(data, sure=codec in PLAIN):
        return data.decode("utf-8")
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError):
        return _second_try(data, codec)


def _second_try(data: bytes, codec: str) -> str:
    if codec == "cp1252":
        return data.decode("latin-1")
    if codec == "utf-8":
        text = data.decode("utf-8", "replace")
        return text if _mostly_right(text, data) else guess(data)
    text = guess(data) if _strict(data, "utf-8") is not None else data.decode(codec, "replace")
    return text.replace("\ufffe", "")


def _mostly_right(text: str, data: bytes) -> bool:
    """A few broken letters in UTF-8 (a cut, a stray byte) are no other charset."""
    high = sum(1 for letter in text if letter > "\x7f" and letter != "\ufffd")
    return high > 2 * text.count("\ufffd") or not any(byte > 127 for byte in data)


def _clearly_utf8(data: bytes, *, sure: bool) -> bool:
    """Whether text under another name is UTF-8: a few letters may be so by chance, many are not."""
    if data.isascii() or (text := _strict(data, "utf-8")) is None:
        return False
    return sure or sum(1 for letter in text if letter > "\x7f") >= 6


def guess(data: bytes) -> str:
    """Text of an unknown charset: UTF-8 when it is that, else Chinese when it looks so, else by statistics."""
    if (text := _strict(data, "utf-8")) is not None:
        return text
    sample = data[:4_000]
    if _looks_like_gb2312(sample):
        return data.decode("gb18030", "replace")
    best = from_bytes(sample, enable_fallback=False).best() if len(sample) >= 24 else None
    encoding = best.encoding if best else "cp1252"
    return _strict(data, encoding) or _strict(data, "cp1252") or data.decode("latin-1")


def _looks_like_gb2312(data: bytes) -> bool:
    """Whether all bytes above ASCII pair up as everyday Chinese."""
    pairs = re.findall(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]|[\x80-\xff]", data)
    if len(pairs) < 2 or any(len(pair) == 1 for pair in pairs[:-1]):
        return False
    common = sum(1 for pair in pairs if len(pair) == 2 and (0xB0 <= pair[0] <= 0xD7 or pair[0] in {0xA1, 0xA3}))
    return common * 10 >= len(pairs) * 9 and all(pair[-1] >= 0xA1 for pair in pairs)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):
        return None
