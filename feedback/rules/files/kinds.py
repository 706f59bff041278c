"""What a file is, by what is in it and not by what it is called: a short list of what people send."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import IO

HEAD = 32
LAST_CONTROL = 0x1F
FTYP, BRAND = slice(4, 8), slice(8, 12)


@dataclass(frozen=True)
class FileKind:
    """A kind that is taken: how it is served, and how its names end; the first ending is the usual one."""

    mime: str
    endings: tuple[str, ...]


JPEG = FileKind("image/jpeg", ("jpg", "jpeg"))
PNG = FileKind("image/png", ("png",))
GIF = FileKind("image/gif", ("gif",))
WEBP = FileKind("image/webp", ("webp",))
HEIC = FileKind("image/heic", ("heic", "heif"))
PDF = FileKind("application/pdf", ("pdf",))
MP4 = FileKind("video/mp4", ("mp4", "m4v"))
MOV = FileKind("video/quicktime", ("mov",))
_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = FileKind(f"{_OFFICE}.wordprocessingml.document", ("docx",))
XLSX = FileKind(f"{_OFFICE}.spreadsheetml.sheet", ("xlsx",))
PPTX = FileKind(f"{_OFFICE}.presentationml.presentation", ("pptx",))
TEXT = FileKind("text/plain", ("txt", "csv", "log"))
KINDS = (JPEG, PNG, GIF, WEBP, HEIC, PDF, MP4, MOV, DOCX, XLSX, PPTX, TEXT)

MAGIC = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"%PDF-", PDF),
)
BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"mif1", b"heim", b"heis"), HEIC),
    **dict.fromkeys((b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V "), MP4),
    b"qt  ": MOV,
}
OFFICE = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "ppt/presentation.xml": PPTX}
CHARSETS = ("utf-8", "gb18030")


def kind_of(file: IO[bytes], name: str) -> FileKind | None:
    """Return what the file is, None when it is nothing that is taken; the name matters for plain text alone."""
    file.seek(0)
    head = file.read(HEAD)
    found = next((kind for magic, kind in MAGIC if head.startswith(magic)), None)
    if found:
        return found
    if head.startswith(b"RIFF") and head[BRAND] == b"WEBP":
        return WEBP
    if head[FTYP] == b"ftyp":
        return BRANDS.get(head[BRAND])
    if head.startswith(b"PK\x03\x04"):
        return _office(file)
    return TEXT if _ending(name) in TEXT.endings and _is_text(file) else None


def fitting_name(name: str, kind: FileKind) -> str:
    """Return the name with an ending of its kind, so that no program is misled by it."""
    return name if _ending(name) in kind.endings else f"{name}.{kind.endings[0]}"


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _office(file: IO[bytes]) -> FileKind | None:
    """Look into the table of contents only; documents that carry programs are not taken."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError):
        return None
    if any(name.rpartition("/")[2].lower().startswith("vbaproject") for name in names):
        return None
    return next((kind for part, kind in OFFICE.items() if part in names), None)


def _is_text(file: IO[bytes]) -> bool:
    file.seek(0)
    data = file.read()
    for charset in CHARSETS:
        try:
            text = data.decode(charset)
        except UnicodeDecodeError:
            continue
        return not any(ord(c) <= LAST_CONTROL and c not in "\t\n\r\f" for c in text)
    return False
