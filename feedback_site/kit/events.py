"""What an event is: a frozen fact with a name in the past tense."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

_registry: dict[str, type[Event]] = {}


@dataclass(frozen=True, kw_only=True)
class Event:
    """A fact that happened; its fields are JSON values and its name is unique."""

    name: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Register the event under its name."""
        super().__init_subclass__(**kwargs)
        known = _registry.setdefault(cls.name, cls)
        if not cls.name or known.__qualname__ != cls.__qualname__:
            message = f"event name {cls.name!r} is empty or taken"
            raise TypeError(message)

    def payload(self) -> dict[str, Any]:
        """Return the fields as a JSON object."""
        return asdict(self)


def event_from(name: str, payload: dict[str, Any]) -> Event:
    """Rebuild the event that was stored under `name`; raises KeyError when unknown."""
    return _registry[name](**payload)
