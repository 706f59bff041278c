"""A reader with an effect that shows when it happens twice: a counter. And a mail for each event."""

import time
from dataclasses import dataclass
from typing import ClassVar

from django.db.models import F

from feedback_site.kit.events import Event
from notifications.actions.queue_delivery import Mail, queue_deliveries
from notifications.event_log import reader
from tests.notifications.scene.models import Tally


@dataclass(frozen=True, kw_only=True)
class Rang(Event):
    name: ClassVar[str] = "scene.rang"
    number: int


@reader("scene.count", on=(Rang,), from_start=True, batch=20)
def count(batch):
    Tally.objects.get_or_create(name="rang")
    Tally.objects.filter(name="rang").update(count=F("count") + len(batch))
    queue_deliveries(
        Mail(
            key=f"rang:{recorded.id}",
            kind="scene",
            to=f"rosa{recorded.id}@example.org",
            subject=f"No. {recorded.event.number}",
            text="It rang.",
            language="en",
        )
        for recorded in batch
    )
    time.sleep(0.3)
