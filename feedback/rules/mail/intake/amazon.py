"""What Amazon's notification service posts: which words of it are signed, and who may be asked about that."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

NOTIFICATION, CONFIRMATION, END = "Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"
SIGNED = {
    NOTIFICATION: ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    CONFIRMATION: ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
    END: ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
}
HOST = re.compile(r"sns\.[a-z0-9-]{3,30}\.amazonaws\.com(?:\.cn)?")
CERTIFICATE = re.compile(r"/SimpleNotificationService-[0-9a-zA-Z]{1,100}\.pem")


def text_to_sign(message: dict[str, Any]) -> bytes:
    """Return what the signature covers; raises KeyError for another kind of message or one that lacks a field."""
    names = [name for name in SIGNED[message["Type"]] if name != "Subject" or message.get(name) is not None]
    return "".join(f"{name}\n{message[name]}\n" for name in names).encode()


def is_amazons(url: str, path: re.Pattern[str] | None = None) -> bool:
    """Whether the address is one of the service itself, so that no post can lead this site elsewhere."""
    try:
        parts = urlsplit(url)
        is_plain = parts.scheme == "https" and parts.netloc == parts.hostname and parts.port is None
    except ValueError:
        return False
    return is_plain and bool(HOST.fullmatch(parts.netloc)) and (path is None or bool(path.fullmatch(parts.path)))
