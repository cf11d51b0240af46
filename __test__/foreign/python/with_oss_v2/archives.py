"""Archived objects. What they are later is read without a signature, since that has no time to be wrong."""

from __future__ import annotations

import re
from typing import Any

import alibabacloud_oss_v2 as oss

from harness.emulator import later

from .errors import FROZEN, MISSING
from .world import World

HOUR = 3600
TEXT = b"hello, archive"


def restore(world: World, key: str = "a", **fields: Any) -> oss.RestoreObjectResult:
    return world.client.restore_object(oss.RestoreObjectRequest(bucket=world.bucket, key=key, **fields))


def case_are_frozen_restored_and_freeze_again(world: World) -> None:
    world.put("a", TEXT, storage_class="Archive", acl="public-read")
    world.check.error("get", lambda: world.get("a"), **FROZEN)
    world.check.states("head", world.head("a"), storage_class="Archive", restore=None)
    world.check.reply("accepted", restore(world).status_code, 202)
    world.check.state("under way", world.head("a").restore, 'ongoing-request="true"')
    world.check.error("again", lambda: restore(world), status_code=409, code="RestoreAlreadyInProgress")
    world.check.error("get meanwhile", lambda: world.get("a"), **FROZEN)
    nobody = world.anonymous()
    with later(2 * 60):
        world.check.state("content, later", world.read("a", nobody), TEXT)
        until = re.compile('^ongoing-request="false", expiry-date=".* GMT"$')
        world.check.state("until when", world.head("a", nobody).restore, until)
        world.check.reply("restored again", restore(world).status_code, 200)
    with later(26 * HOUR):
        world.check.error("after a day", lambda: world.get("a", nobody), **FROZEN)


def case_cold_ones_take_hours(world: World) -> None:
    world.put("a", TEXT, storage_class="ColdArchive", acl="public-read")
    order = oss.RestoreRequest(days=2, tier="Expedited")
    restore(world, restore_request=order)
    world.check.state("under way", world.head("a").restore, 'ongoing-request="true"')
    nobody = world.anonymous()
    with later(2 * 60):
        world.check.error("too soon", lambda: world.get("a", nobody), **FROZEN)
    with later(2 * HOUR):
        world.check.state("after hours", world.read("a", nobody), TEXT)
    with later(30 * HOUR):
        world.check.state("on the next day", world.read("a", nobody), TEXT)


def case_what_is_refused(world: World) -> None:
    world.put("a", TEXT)
    refused = {"type": "OperationError", "status_code": 400, "code": "OperationNotSupported"}
    world.check.error("not archived", lambda: restore(world), **refused)
    world.check.error("of nothing", lambda: restore(world, "none"), **MISSING)
    world.check.state("it stays readable", world.read("a"), TEXT)
