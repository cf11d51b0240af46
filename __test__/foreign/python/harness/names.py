"""Bucket names that no case has had."""

from __future__ import annotations

import itertools

_COUNT = itertools.count(1)


def fresh_name() -> str:
    return f"foreign-{next(_COUNT)}"
