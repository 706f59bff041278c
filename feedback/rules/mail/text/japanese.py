"""ISO-2022-JP as it is really sent: with the vendors' letters, half-width kana and lost shifts."""

from __future__ import annotations

import re

ESCAPES = re.compile(rb"\x1b(\$\(D|\$\([@B]|\$[@B]|\([BJIH])")


def decode_iso_2022_jp(data: bytes) -> str:
    """The text; each run between escapes goes by way of Shift-JIS, which knows the vendors' rows."""
    pieces = ESCAPES.split(data)
    text = [_single(pieces[0])]
    for escape, run in zip(pieces[1::2], pieces[2::2], strict=True):
        text.append(_run(escape, run))
    return "".join(text)


def _run(escape: bytes, run: bytes) -> str:
    if escape == b"$(D":
        return b"".join(b"\x8f" + bytes((a | 0x80, b | 0x80)) for a, b in _pairs(run)).decode("euc_jp", "replace")
    if escape.startswith(b"$"):
        return _double(run)
    if escape == b"(I":
        return bytes(byte | 0x80 if 0x21 <= byte <= 0x5F else byte for byte in run).decode("cp932", "replace")
    return _single(run)


def _single(run: bytes) -> str:
    return run.decode("ascii") if run.isascii() else run.decode("cp932", "replace")


def _double(run: bytes) -> str:
    """Two-byte letters; a line end means that the shift back was lost."""
    lines = re.split(rb"(\r?\n)", run)
    text = [_letters(lines[0])]
    for end, line in zip(lines[1::2], lines[2::2], strict=True):
        text += [end.decode("ascii"), _single(line)]
    return "".join(text)


def _letters(run: bytes) -> str:
    return b"".join(_shift_jis(a, b) for a, b in _pairs(run)).decode("cp932", "replace")


def _pairs(run: bytes) -> list[tuple[int, int]]:
    clean = bytes(byte & 0x7F for byte in run if 0x21 <= byte & 0x7F <= 0x7E)
    return list(zip(clean[::2], clean[1::2], strict=False))


def _shift_jis(first: int, second: int) -> bytes:
    low = second + (0x1F if first % 2 else 0x7E)
    high = (first + 1) // 2 + (0x70 if first < 0x5F else 0xB0)
    return bytes((high, low + 1 if first % 2 and low >= 0x7F else low))
