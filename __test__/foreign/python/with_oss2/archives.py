"""Archived objects. What they are later is read without a signature, since that has no time to be wrong."""

import re

from oss2.models import RestoreConfiguration, RestoreJobParameters

from harness.emulator import later

from .world import World

HOUR = 3600
TEXT = b"hello, archive"
FROZEN = {"status": 403, "code": "InvalidObjectState"}


def case_are_frozen_restored_and_freeze_again(world: World) -> None:
    _put(world, "Archive")
    world.check.error("get", lambda: world.bucket.get_object("a"), **FROZEN)
    head = world.bucket.head_object("a").headers
    world.check.headers("head", head, {"x-oss-storage-class": "Archive", "x-oss-restore": None})
    world.check.reply("accepted", world.bucket.restore_object("a").status, 202)
    world.check.state("under way", _restore(world), 'ongoing-request="true"')
    world.check.error(
        "again",
        lambda: world.bucket.restore_object("a"),
        type="RestoreAlreadyInProgress",
        status=409,
        code="RestoreAlreadyInProgress",
    )
    world.check.error("get meanwhile", lambda: world.bucket.get_object("a"), **FROZEN)
    with later(2 * 60):
        world.check.state("content, later", world.anonymous().get_object("a").read(), TEXT)
        until = re.compile('^ongoing-request="false", expiry-date=".* GMT"$')
        world.check.state("until when", _restore(world), until)
        world.check.reply("restored again", world.bucket.restore_object("a").status, 200)
    with later(26 * HOUR):
        world.check.error("after a day", lambda: world.anonymous().get_object("a"), **FROZEN)


def case_cold_ones_take_hours(world: World) -> None:
    _put(world, "ColdArchive")
    order = RestoreConfiguration(days=2, job_parameters=RestoreJobParameters("Expedited"))
    world.bucket.restore_object("a", input=order)
    world.check.state("under way", _restore(world), 'ongoing-request="true"')
    with later(2 * 60):
        world.check.error("too soon", lambda: world.anonymous().get_object("a"), **FROZEN)
    with later(2 * HOUR):
        world.check.state("after hours", world.anonymous().get_object("a").read(), TEXT)
    with later(30 * HOUR):
        world.check.state("on the next day", world.anonymous().get_object("a").read(), TEXT)


def case_what_is_refused(world: World) -> None:
    _put(world, "Standard")
    world.check.error(
        "not archived",
        lambda: world.bucket.restore_object("a"),
        type="OperationNotSupported",
        status=400,
        code="OperationNotSupported",
    )
    world.check.error("of nothing", lambda: world.bucket.restore_object("none"), status=404, code="NoSuchKey")
    world.check.state("it stays readable", world.read("a"), TEXT)


def _put(world: World, storage_class: str) -> None:
    headers = {"x-oss-storage-class": storage_class, "x-oss-object-acl": "public-read"}
    world.bucket.put_object("a", TEXT, headers=headers)


def _restore(world: World) -> str:
    return world.anonymous().head_object("a").headers.get("x-oss-restore")
