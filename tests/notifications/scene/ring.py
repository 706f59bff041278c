"""Rings so many times: `python -m tests.notifications.scene.ring 200`."""

import sys

import django

django.setup()

from django.db import transaction  # noqa: E402

from notifications.event_log import record  # noqa: E402
from tests.notifications.scene.subscribers import Rang  # noqa: E402

for number in range(int(sys.argv[1])):
    with transaction.atomic():
        record(Rang(number=number))
