# SPDX-License-Identifier: Apache-2.0
"""Figures, printed as they come and kept for the JSON form."""
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One measured number; an aim is a text for people and whether it was met."""

    group: str
    name: str
    value: float
    unit: str
    aim: str = ""
    is_met: bool | None = None


class Table:
    """All figures of a run."""

    def __init__(self, quiet):
        self.figures = []
        self.skipped = []
        self._quiet = quiet

    def add(self, group, name, value, unit, at_most=None, at_least=None):
        """Adds a figure, with its aim when it has one."""
        aim, is_met = "", None
        if at_most is not None:
            aim, is_met = f"<= {at_most:g}", value <= at_most
        if at_least is not None:
            aim, is_met = f">= {at_least:g}", value >= at_least
        figure = Figure(group, name, round(value, 4), unit, aim, is_met)
        self.figures.append(figure)
        if not self._quiet:
            print(_line(figure), flush=True)

    def skip(self, group, reason):
        """Notes a group that this machine cannot measure."""
        self.skipped.append({"group": group, "reason": reason})
        if not self._quiet:
            print(f"{group:11} skipped: {reason}", flush=True)

    def json(self):
        """The whole table as one object."""
        return json.dumps(
            {"figures": [asdict(figure) for figure in self.figures], "skipped": self.skipped},
            indent=1)


def _line(figure):
    value = f"{figure.value:,.0f}" if figure.value >= 1000 else f"{figure.value:,.4g}"
    verdict = "" if figure.is_met is None else "met" if figure.is_met else "NOT MET"
    return (
        f"{figure.group:11} {figure.name:52} {value:>10} {figure.unit:8} "
        f"{figure.aim:8} {verdict}".rstrip())
