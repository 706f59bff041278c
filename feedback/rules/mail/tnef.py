"""The files inside a winmail.dat (TNEF): their names, sizes and bytes."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from feedback.rules.mail.text.charsets import decode
from feedback.rules.mail.text.words import clean

SIGNATURE = 0x223E9F78
ATTACHMENT = 2
RENDERING, TITLE, DATA, PROPERTIES, CODE_PAGE = 0x9002, 0x8010, 0x800F, 0x9005, 0x9007
LONG_NAME, DISPLAY_NAME = 0x3707, 0x3001
FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16}
MAX_FILES = 30


@dataclass
class TnefFile:
    """One file."""

    name: str = ""
    content: bytes = b""


def read_tnef(data: bytes) -> list[TnefFile]:
    """The files; a damaged container gives those before the damage."""
    files: list[TnefFile] = []
    codec = "cp1252"
    try:
        if struct.unpack_from("<I", data)[0] != SIGNATURE:
            return []
        for level, kind, value in _attributes(data):
            if kind == CODE_PAGE and len(value) >= 4:
                codec = f"cp{struct.unpack_from('<I', value)[0]}"
            elif level == ATTACHMENT:
                _take(files, kind, value, codec)
            if len(files) > MAX_FILES:
                break
    except struct.error:
        pass
    return files[:MAX_FILES]


def _attributes(data: bytes) -> list[tuple[int, int, bytes]]:
    found: list[tuple[int, int, bytes]] = []
    position = 6
    while position + 9 <= len(data) and len(found) < 10_000:
        level, kind, _, size = struct.unpack_from("<BHHI", data, position)
        value = data[position + 9 : position + 9 + size]
        if level not in {1, 2}:
            break
        found.append((level, kind, value))
        position += 9 + size + 2
    return found


def _take(files: list[TnefFile], kind: int, value: bytes, codec: str) -> None:
    if kind == RENDERING or not files:
        files.append(TnefFile())
    if kind == TITLE and not files[-1].name:
        files[-1].name = _text(value, codec)
    elif kind == DATA:
        files[-1].content = value
    elif kind == PROPERTIES and (name := _long_name(value, codec)):
        files[-1].name = name


def _text(value: bytes, codec: str) -> str:
    return clean(decode(value.split(b"\0", 1)[0], codec))


def _long_name(data: bytes, codec: str) -> str:
    """The long file name among the properties of an attachment."""
    names: dict[int, str] = {}
    position = 4
    for _ in range(min(struct.unpack_from("<I", data)[0], 1000)):
        kind, tag = struct.unpack_from("<HH", data, position)
        position += 4
        if tag >= 0x8000:
            position = _skip_name(data, position)
        if kind in FIXED:
            position += FIXED[kind]
            continue
        count = 1
        if kind & 0x1000 or kind in {0x1E, 0x1F, 0x0D, 0x102}:
            (count,) = struct.unpack_from("<I", data, position)
            position += 4
        for _ in range(min(count, 100)):
            (size,) = struct.unpack_from("<I", data, position)
            value = data[position + 4 : position + 4 + size]
            position += 4 + size + (-size) % 4
            if tag in {LONG_NAME, DISPLAY_NAME}:
                wide = kind & 0xFFF == 0x1F
                names[tag] = clean(decode(value, "utf-16-le").rstrip("\0")) if wide else _text(value, codec)
    return names.get(LONG_NAME) or names.get(DISPLAY_NAME) or ""


def _skip_name(data: bytes, position: int) -> int:
    """Past the GUID and the number or name of a named property."""
    (by_name,) = struct.unpack_from("<I", data, position + 16)
    position += 20
    if not by_name:
        return position + 4
    size = int(struct.unpack_from("<I", data, position)[0])
    return position + 4 + size + (-size) % 4
