"""Reads the recorded parse trees, so that they can be laid beside what `parse` says."""

import binascii
import json

from tests.support.cases import case_file

LISTS = ("List", "Group")


def recorded(name):
    raw = case_file(f"mail/parse/eml/{name}.eml").read_bytes()
    return raw, json.loads(case_file(f"mail/parse/eml/{name}.json").read_text(encoding="utf-8"))


def tree_facts(tree):
    return {
        "subject": text(field(tree["parts"][0], "subject")).strip(),
        "sender": sender(field(tree["parts"][0], "from")),
        "date": date(field(tree["parts"][0], "date")),
        "message_id": text(field(tree["parts"][0], "message_id")),
        "parts": [shape for part in tree["parts"] if (shape := part_shape(part))],
    }


def own_facts(mail):
    return {
        "subject": mail.subject,
        "sender": (mail.sender.name, mail.sender.address) if mail.sender else None,
        "date": mail.date.isoformat() if mail.date else None,
        "message_id": mail.message_id,
        "parts": [own_shape(part) for part in mail.parts],
    }


def own_shape(part):
    if part.message:
        return ("message", part.name, own_facts(part.message)["parts"])
    if part.text is not None:
        return ("text", part.name, tidy(part.text))
    return ("bytes", part.name, part.content.strip())


def part_shape(part):
    body = part["body"]
    if "Message" in body:
        return ("message", name(part), [shape for inner in body["Message"]["parts"] if (shape := part_shape(inner))])
    if "Text" in body or "Html" in body:
        return ("text", name(part), tidy(body.get("Text", body.get("Html"))))
    if "Multipart" in body:
        return None
    return ("bytes", name(part), undo_uuencode(bytes(body.get("Binary", body.get("InlineBinary")))).strip())


def agree(ours, theirs):
    """Equal; where the tree gave a letter or a name up, ours may have it."""
    if isinstance(theirs, dict):
        return all(agree(ours[key], value) for key, value in theirs.items())
    if isinstance(theirs, list | tuple) and ours is not None:
        kinds = isinstance(theirs, tuple) and len(theirs) == 3
        if kinds and theirs[0] == "text" and ours[0] == "bytes":
            ours = ("text", ours[1], tidy(ours[2].decode()))
        if kinds and not theirs[1]:
            ours, theirs = (ours[0], ours[2]), (theirs[0], theirs[2])
        return len(ours) == len(theirs) and all(map(agree, ours, theirs))
    if isinstance(theirs, str) and "\ufffd" in theirs:
        pieces = theirs.split("\ufffd")
        position = 0
        for piece in pieces:
            found = ours.find(piece.strip(), position)
            if found < 0:
                return False
            position = found + len(piece.strip())
        return True
    return ours == theirs


def tidy(value):
    lines = value.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    return "\n".join(line.rstrip() for line in lines)


def undo_uuencode(data):
    """The tree keeps uuencoded files as they stand."""
    if not data.lstrip().startswith(b"begin "):
        return data
    lines = data.strip().splitlines()[1:-1]
    return b"".join(binascii.a2b_uu(line) for line in lines if line.strip())


def field(part, wanted):
    return next((header["value"] for header in part["headers"] if header["name"] == wanted), None)


def text(value):
    return value.get("Text", "") if isinstance(value, dict) else ""


def sender(value):
    found = value.get("Address") if isinstance(value, dict) else None
    if not found:
        return None
    people = found["List"] if "List" in found else [one for group in found["Group"] for one in group["addresses"]]
    return (people[0].get("name") or "", people[0].get("address") or "") if people else None


def date(value):
    if not isinstance(value, dict):
        return None
    when = value["DateTime"]
    sign = "-" if when["tz_before_gmt"] else "+"
    return "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}".format(**when) + "{}{:02}:{:02}".format(
        sign, when["tz_hour"], when["tz_minute"]
    )


def name(part):
    for wanted in ("content_disposition", "content_type"):
        value = field(part, wanted)
        for attribute in (value.get("ContentType", {}).get("attributes") or []) if isinstance(value, dict) else []:
            if attribute["name"] in {"filename", "name"}:
                return attribute["value"]
    return ""
