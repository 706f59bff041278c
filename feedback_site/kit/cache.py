"""A cache whose loss costs speed, never an answer."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import structlog
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

log = structlog.get_logger(__name__)
PAUSE_AFTER_FAILURE = 5.0
T = TypeVar("T")


class SteadyClient(RedisCacheClient):
    """Keeps its clients, since making one takes longer than asking it; they are made for many threads."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Begin with none."""
        super().__init__(*args, **options)
        self._clients: dict[Any, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """Return the client of a pool of connections."""
        pool = self._get_connection_pool(write)  # type: ignore[attr-defined]  # unknown to the stubs
        if pool not in self._clients:
            self._clients[pool] = super().get_client(key, write=write)
        return self._clients[pool]


class ForgivingCache(RedisCache):
    """While the server is away nothing is found and everything may be added.

    After a failure nobody waits for it again for some seconds, in any thread of the process.
    """

    _paused_until: ClassVar[float] = 0.0

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        """Ask through clients that stay."""
        super().__init__(server, params)
        self._class = SteadyClient

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return the value, or the default."""
        return self._try(lambda: super(ForgivingCache, self).get(key, default, version), default)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Add the value; while the server is away everybody is the first."""
        return self._try(lambda: super(ForgivingCache, self).add(key, value, timeout, version), True)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Set the value."""
        self._try(lambda: super(ForgivingCache, self).set(key, value, timeout, version), None)

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Delete the value."""
        return self._try(lambda: super(ForgivingCache, self).delete(key, version), False)

    def clear(self) -> None:
        """Forget everything."""
        self._try(lambda: super(ForgivingCache, self).clear(), None)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Count; raises ValueError where there is nothing to count, a server for one."""
        count = self._try(lambda: super(ForgivingCache, self).incr(key, delta, version), None)
        if count is None:
            raise ValueError(key)
        return count

    def together(self, commands: Sequence[tuple[Any, ...]]) -> list[Any]:
        """Send several commands in one round trip; return their raw answers, none while the server is away.

        Each is a name, a key, and for "set" the value and for "set" and "expire" the seconds.
        """
        return self._try(lambda: self._send(commands), [])

    def _send(self, commands: Sequence[tuple[Any, ...]]) -> list[Any]:
        pipeline = self._cache.get_client(None, write=True).pipeline(transaction=False)
        for name, key, *rest in commands:
            getattr(pipeline, name)(self.make_and_validate_key(key), *rest)
        found: list[Any] = pipeline.execute()
        return found

    def answers(self) -> bool:
        """Whether the server is there, asked afresh."""
        try:
            return bool(self._cache.get_client(None, write=True).ping())
        except (RedisError, OSError):
            return False

    @classmethod
    def _try(cls, ask: Callable[[], T], otherwise: T) -> T:
        if time.monotonic() < ForgivingCache._paused_until:
            return otherwise
        try:
            return ask()
        except (RedisError, OSError) as error:
            ForgivingCache._paused_until = time.monotonic() + PAUSE_AFTER_FAILURE
            log.warning("cache_unreachable", error=str(error))
            return otherwise
