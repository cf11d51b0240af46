"""Counts assertions by kind, each once however many worlds repeat it."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Callable


@dataclass
class Tally:
    """`state`: read back from the server by a call of its own; `error`: what a call that must fail gives; `reply`: else."""

    seen: dict[str, set[str]] = field(
        default_factory=lambda: {"state": set(), "error": set(), "reply": set()}
    )
    failures: list[dict[str, str]] = field(default_factory=list)
    made: int = 0

    def report(self) -> dict[str, Any]:
        return {
            "readBack": len(self.seen["state"]),
            "errors": len(self.seen["error"]),
            "replies": len(self.seen["reply"]),
            "made": self.made,
            "failures": self.failures,
        }


class Check:
    """The assertions of one case in one world. They do not stop it: one run tells all that is wrong."""

    def __init__(self, tally: Tally, world: str, name: str) -> None:
        self._tally = tally
        self._world = world
        self._name = name

    def state(self, what: str, actual: Any, expected: Any) -> None:
        """State that was read back is as expected: equal, or matched by a pattern."""
        self._compare("state", what, actual, expected)

    def states(self, what: str, actual: Any, **expected: Any) -> None:
        """Each of these attributes of the state is as expected; each counts."""
        for name, value in expected.items():
            self.state(f"{what}, {name}", getattr(actual, name, None), value)

    def headers(self, what: str, actual: Mapping[str, str], expected: Mapping[str, Any]) -> None:
        """Each of these headers is as expected; each counts."""
        for name, value in expected.items():
            self.state(f"{what}, {name}", actual.get(name), value)

    def reply(self, what: str, actual: Any, expected: Any) -> None:
        self._compare("reply", what, actual, expected)

    def error(self, what: str, call: Callable[[], Any], **expected: Any) -> None:
        """The call raises an exception with these attributes; `type` is the name of its class."""
        try:
            result = call()
        except Exception as error:
            found = {
                "type": type(error).__name__,
                **{n: _attribute(error, n) for n in expected if n != "type"},
            }
            found = {name: found[name] for name in expected}
            wanted = {
                name: found[name] if _matches(found[name], value) else value
                for name, value in expected.items()
            }
            self._compare("error", what, found, wanted)
        else:
            self._compare("error", what, f"no error: {result!r}", expected)

    def failed(self, error: BaseException) -> None:
        """The case itself ended with an exception."""
        self._fail("".join(traceback.format_exception(type(error), error, error.__traceback__)))

    def _compare(self, kind: str, what: str, actual: Any, expected: Any) -> None:
        self._tally.made += 1
        self._tally.seen[kind].add(f"{self._name}: {what}")
        if not _matches(actual, expected):
            self._fail(f"{what}: expected {expected!r}, found {actual!r}")

    def _fail(self, message: str) -> None:
        self._tally.failures.append({"world": self._world, "name": self._name, "message": message})


def _attribute(error: BaseException, name: str) -> Any:
    """An attribute of the error, or of the one that it wraps."""
    while error is not None:
        if hasattr(error, name):
            return getattr(error, name)
        unwrap = getattr(error, "unwrap", None)
        error = unwrap() if unwrap else None
    return None


def _matches(actual: Any, expected: Any) -> bool:
    if isinstance(expected, re.Pattern):
        return isinstance(actual, str) and expected.search(actual) is not None
    return type(actual) is type(expected) and actual == expected
