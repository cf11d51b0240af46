"""The emulator that was started for this suite: its ports and its clock."""

from __future__ import annotations

import contextlib
import json
import os
import urllib.request
from collections.abc import Iterator

PORT = int(os.environ["FOREIGN_PORT"])
_ADMIN = os.environ["FOREIGN_ADMIN"]


@contextlib.contextmanager
def later(seconds: int) -> Iterator[None]:
    """The emulator's clock goes ahead by that much, or behind, inside the block."""
    _set_clock(seconds)
    try:
        yield
    finally:
        _set_clock(0)


def _set_clock(seconds: int) -> None:
    body = json.dumps({"offset_ms": seconds * 1000}).encode()
    request = urllib.request.Request(f"http://{_ADMIN}/clock", data=body, method="PUT")
    with urllib.request.urlopen(request) as reply:
        reply.read()
