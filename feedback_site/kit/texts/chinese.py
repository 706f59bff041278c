"""Chinese as spreadsheets in China write it without saying so: GB18030, in which nearly any bytes can be read."""

from __future__ import annotations

GB18030 = "gb18030"
USUAL = range(0xB0, 0xD8)
"""First bytes of the 3,755 characters of daily use; they stand there by their sound, a to z."""
LATE = 0xC9
"""First bytes from here on hold the sounds of s to z, where Korean, which uses the same bytes, has nothing."""
MARKS = (0xA1, 0xA3)
"""First bytes of punctuation and of wide signs."""
MOST_OF = 0.8
SOME_OF = 0.12


def chinese_text(content: bytes) -> str | None:
    """Return the text of bytes that are Chinese in GB18030 without a doubt, else None."""
    try:
        text = content.decode(GB18030)
    except UnicodeDecodeError:
        return None
    return text if is_chinese(text) else None


def is_chinese(text: str) -> bool:
    """Whether a text read as GB18030 is Chinese, and no other language whose bytes happen to fit."""
    firsts = [_first_byte(character) for character in text if character > "\x7f"]
    usual = [first for first in firsts if first in USUAL]
    marks = sum(first in MARKS for first in firsts)
    late = sum(first >= LATE for first in usual)
    return bool(usual) and len(usual) + marks >= MOST_OF * len(firsts) and late >= SOME_OF * len(usual)


def _first_byte(character: str) -> int:
    """The first byte in GB2312, the core of GB18030; 0 for characters that it lacks."""
    try:
        return character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 0
