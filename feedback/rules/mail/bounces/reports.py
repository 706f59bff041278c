"""Delivery reports (RFC 3464) and their imitations inside plain text, as blocks of fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feedback.rules.mail.text.words import decode_text

if TYPE_CHECKING:
    from feedback.rules.mail.shapes import Mail

FIELD = re.compile(r"^[ \t>]*([A-Za-z][A-Za-z-]{2,40})[ \t]*:[ \t]*(.*)$")
RECIPIENTS = ("original-recipient", "final-recipient", "x-actual-recipient", "original-rcpt-to", "removal-recipient")
ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]{}@：；，、。（）【】“”]{1,128}@(?:\[[\d.]+\]|[\w-]+(?:\.[\w-]+)*\.?)")


@dataclass(frozen=True)
class Block:
    """The fields about one recipient."""

    fields: dict[str, str]

    def recipient(self) -> str:
        """The address that was written to: the original one when it is there."""
        for name in RECIPIENTS:
            value = self.fields.get(name, "")
            if match := ADDRESS.search(value.partition(";")[2] or value):
                return clean_address(match[0])
        return ""

    @property
    def action(self) -> str:
        return self.fields.get("action", "").split(" ")[0].split("(")[0].strip().lower()

    @property
    def status(self) -> str:
        match = re.search(r"[245]\.\d{1,3}\.\d{1,3}", self.fields.get("status", ""))
        return match[0] if match else ""

    @property
    def diagnosis(self) -> str:
        return self.fields.get("diagnostic-code", "")


def report_blocks(mail: Mail) -> list[Block]:
    """Every block that names a recipient; those of proper report parts first."""
    texts = [
        part.text or "" for part in mail.parts if part.type in {"message/delivery-status", "message/feedback-report"}
    ]
    texts += [
        decode_text(part.content[:50_000]) for part in mail.parts if part.type == "message/global-delivery-status"
    ]
    if not texts or not any(FIELD.search(text) for text in texts):
        texts.append(mail.text[:60_000])
    blocks = [block for text in texts for block in _blocks(text)]
    found = [block for block in blocks if any(name in block.fields for name in RECIPIENTS)]
    return found or [block for block in blocks if "status" in block.fields and "action" in block.fields]


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    for chunk in re.split(r"\n[ \t]*\n", text[:200_000]):
        fields: dict[str, str] = {}
        name = ""
        for line in chunk.splitlines()[:2_000]:
            if match := FIELD.match(line):
                name = match[1].lower()
                fields.setdefault(name, match[2].strip())
            elif name and line[:1] in {" ", "\t"}:
                fields[name] = f"{fields[name]} {line.strip()}"[:4_000]
        blocks.append(Block(fields))
    return _joined(blocks)


def _joined(blocks: list[Block]) -> list[Block]:
    """Some writers put a blank line inside what is one block."""
    joined: list[Block] = []
    for block in blocks:
        keys = set(block.fields)
        if joined and keys & {"status", "action", "diagnostic-code", *RECIPIENTS} and not keys & set(joined[-1].fields):
            joined[-1] = Block(joined[-1].fields | block.fields)
        elif keys:
            joined.append(block)
    return joined


def clean_address(text: str) -> str:
    return text.strip("<>.,;:'\"()[] ").lower().removeprefix("smtp=").removeprefix("mailto=") if "@" in text else ""
