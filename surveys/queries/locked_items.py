"""Which questions of a version make up a validated instrument, worked out once a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.rules.instruments.locking import lint_instrument
from surveys.rules.instruments.templates import template

if TYPE_CHECKING:
    from surveys.rules.documents.pair import Documents

KEPT = 256
_known: dict[int, tuple[str, ...]] = {}


def locked_items(version_id: int, documents: Documents) -> tuple[str, ...]:
    """The items in order; none where the version asks no instrument, or not as it was validated."""
    if version_id not in _known:
        while len(_known) >= KEPT:
            _known.pop(next(iter(_known)), None)
        instrument = documents.sidecar.instrument
        is_locked = bool(instrument) and not lint_instrument(documents.definition.source, instrument)
        _known[version_id] = template(instrument).items if is_locked else ()
    return _known[version_id]
