"""The entrance: what a survey looks like for given answers."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial

from surveys.rules.definition.model import Definition
from surveys.rules.expressions.values import Value
from surveys.rules.logic.building import build, look
from surveys.rules.logic.displaying import Display
from surveys.rules.logic.readiness import Readiness
from surveys.rules.logic.settling import settle
from surveys.rules.logic.standing import Standing
from surveys.rules.logic.working import Working
from surveys.rules.state import State


def evaluate(
    definition: Definition,
    data: Mapping[str, Value],
    *,
    locale: str = "",
    now: datetime | None = None,
    seed: int = 0,
    page_number: int = 1,
) -> State:
    """The state of a survey for these answers; nothing but computed values is added to them.

    `page_number` is what `{pageno}` says.
    """
    working = Working(
        definition,
        data,
        locale=locale or definition.locale,
        now=now or datetime.now(UTC),
        seed=seed,
    )
    equip(working, page_number)
    settle(working)
    return build(working)


def equip(working: Working, page_number: int = 1) -> None:
    """Let expressions and texts ask how elements stand, read and hold."""
    standing = Standing(working)
    working.scope.standing_of = standing.of
    working.built_in |= {"pageno": lambda: page_number, "pagecount": standing.page_count}
    display = Display(working)
    working.scope.display_of, working.scope.part_of = display.whole, display.part
    readiness = Readiness(working, partial(look, working))
    working.scope.errors_of, working.scope.ready_of = readiness.has_errors, readiness.is_ready
