"""Runs the cases of a suite in each of its worlds and reports."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any, Callable

from .tally import Check, Tally


def run(suite: ModuleType, version: str) -> int:
    """The suite has `SUBJECTS` (modules), `WORLDS` (title and way in) and `LEFT_OUT`; the last line is JSON."""
    tally = Tally()
    cases = list(_cases(suite.SUBJECTS))
    for name, case in cases:
        print(name, file=sys.stderr, flush=True)
        for title, world in suite.WORLDS.items():
            check = Check(tally, title, name)
            try:
                with world(check) as inside:
                    case(inside)
            except Exception as error:
                check.failed(error)
    report = {
        "version": version,
        "cases": len(cases),
        "worlds": list(suite.WORLDS),
        **tally.report(),
        "leftOut": [{"feature": feature, "reason": reason} for feature, reason in suite.LEFT_OUT.items()],
    }
    print(json.dumps(report))
    return 1 if tally.failures else 0


def _cases(subjects: list[ModuleType]) -> Iterator[tuple[str, Callable[[Any], None]]]:
    """The functions `case_*`; the words of their names are what they show."""
    for module in subjects:
        subject = module.__name__.rpartition(".")[2].replace("_", " ")
        for name, member in vars(module).items():
            if name.startswith("case_"):
                yield f"{subject}: {name[len('case_'):].replace('_', ' ')}", member
