"""How the promises of answers were kept: met, breached, open and late, open and in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from feedback.models import Wait
from feedback.models.wait import promise_is
from feedback.queries.wait_filter import WaitFilter
from feedback.rules.clocks.targets import State

if TYPE_CHECKING:
    from datetime import datetime

DAYS = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Compliance:
    """Counts of waits under a policy; what ended counts by its end, what is open as it stands now."""

    policy: int
    since: datetime
    met: int = 0
    breached: int = 0
    late: int = 0
    running: int = 0

    @property
    def judged(self) -> int:
        """Open and not yet late is no judgement."""
        return self.met + self.breached + self.late

    @property
    def percent(self) -> float | None:
        """Met of all that can be judged."""
        return 100 * self.met / self.judged if self.judged else None

    def link(self, state: State) -> str:
        """Return the query of the list behind a count."""
        ended_from = self.since if state in (State.MET, State.BREACHED) else None
        wanted = WaitFilter(first_only=False, ended_from=ended_from, promise=state.value, policy=str(self.policy))
        return wanted.to_query()

    @property
    def links(self) -> dict[str, str]:
        """The lists behind the counts."""
        return {state.value: self.link(state) for state in (State.MET, State.BREACHED, State.LATE, State.RUNNING)}


def compliance(at: datetime) -> dict[int, Compliance]:
    """Return the last thirty days of each policy that has promised anything."""
    since = at - DAYS
    rows = Wait.objects.filter(Q(ended_at__gte=since) | Q(ended_at=None), policy_version__isnull=False)
    found = rows.values("policy_version__policy").annotate(
        **{state.value: Count("pk", filter=promise_is(state, at)) for state in State if state != State.DROPPED}
    )
    return {row["policy_version__policy"]: _read(row, since) for row in found.order_by()}


def _read(row: Any, since: datetime) -> Compliance:
    return Compliance(
        policy=row["policy_version__policy"],
        since=since,
        met=row["met"],
        breached=row["breached"],
        late=row["late"],
        running=row["running"],
    )
