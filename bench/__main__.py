"""Entry of `make bench`: measure, print a table, write var/bench.json."""

from __future__ import annotations

import argparse
import json
import sys

from bench.registry import Figure, find_all
from bench.site import throwaway_site
from feedback_site.embedded import VAR

HEADINGS = ("name", "value", "unit", "beside", "ratio", "goal", "")


def main() -> int:
    """Measure what was asked for; the exit status is 1 if a goal is missed."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--only", metavar="NAME", help="measure this one only")
    only = parser.parse_args().only
    known = find_all()
    if only and only not in known:
        print(f"No benchmark is called {only}; there are: {', '.join(known)}.", file=sys.stderr)
        return 2
    with throwaway_site():
        figures = [figure for name, measure in known.items() if only in (None, name) for figure in measure()]
    print_table(figures)
    VAR.mkdir(exist_ok=True)
    (VAR / "bench.json").write_text(json.dumps([figure.as_json() for figure in figures], indent=2) + "\n")
    return 0 if all(figure.holds for figure in figures) else 1


def print_table(figures: list[Figure]) -> None:
    """Print columns as wide as their widest cell."""
    rows = [HEADINGS, *map(_cells, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cells(figure: Figure) -> tuple[str, ...]:
    def show(number: float | None) -> str:
        return "–" if number is None else f"{number:,.3g}" if abs(number) < 100 else f"{number:,.0f}"

    verdict = {True: "holds", False: "MISSED", None: "unknown"}[figure.holds]
    return (
        figure.name,
        show(figure.value),
        figure.unit,
        show(figure.beside),
        show(figure.ratio),
        figure.goal,
        verdict,
    )


if __name__ == "__main__":
    sys.exit(main())
