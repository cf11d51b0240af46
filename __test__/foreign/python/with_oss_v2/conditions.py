"""Conditions of reads."""

from __future__ import annotations

import datetime
from email.utils import format_datetime

from .errors import FAILED
from .world import World

TEXT = b"hello, conditions"
HOUR = datetime.timedelta(hours=1)
UNCHANGED = {"type": "OperationError", "status_code": 304}


def case_that_hold(world: World) -> None:
    etag, modified, earlier = _prepare(world)
    world.check.state("if_match", world.read("a", if_match=etag), TEXT)
    world.check.state("if_none_match", world.read("a", if_none_match='"0"'), TEXT)
    world.check.state("if_modified_since", world.read("a", if_modified_since=earlier), TEXT)
    world.check.state("if_unmodified_since", world.read("a", if_unmodified_since=modified), TEXT)
    world.check.state("head", world.head("a", if_match=etag).content_length, len(TEXT))


def case_of_what_has_not_changed(world: World) -> None:
    etag, modified, _ = _prepare(world)
    for fields in ({"if_none_match": etag}, {"if_modified_since": modified}):
        name = next(iter(fields))
        world.check.error(name, lambda: world.get("a", **fields), **UNCHANGED)
        world.check.error(f"{name}, head", lambda: world.head("a", **fields), **UNCHANGED)


def case_that_fail(world: World) -> None:
    _, _, earlier = _prepare(world)
    for fields in ({"if_match": '"0"'}, {"if_unmodified_since": earlier}):
        name = next(iter(fields))
        world.check.error(name, lambda: world.get("a", **fields), **FAILED)
        world.check.error(f"{name}, head", lambda: world.head("a", **fields), **FAILED)


def _prepare(world: World) -> tuple[str, str, str]:
    """The entity tag of an object, its time, and an hour before it."""
    put = world.put("a", TEXT)
    modified = world.head("a").last_modified.astimezone(datetime.timezone.utc)
    return put.etag, format_datetime(modified, True), format_datetime(modified - HOUR, True)
