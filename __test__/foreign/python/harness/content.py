"""Bytes to store, and what the service says of them."""

from __future__ import annotations

import hashlib


def content(size: int, seed: str = "seed") -> bytes:
    """So many bytes that do not repeat; the same for the same seed."""
    return hashlib.shake_256(seed.encode()).digest(size)


def etag(data: bytes) -> str:
    """The entity tag of an object put in one piece, without quotes."""
    return hashlib.md5(data).hexdigest().upper()
