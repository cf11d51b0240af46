"""Retention of objects (WORM)."""

from __future__ import annotations

from harness.emulator import later

from .world import World

DAY = 86_400
NONE = {"type": "NoSuchWORMConfiguration", "status": 404, "code": "NoSuchWORMConfiguration"}
IMMUTABLE = {"status": 409, "code": "FileImmutable"}


def case_begun_and_given_up(world: World) -> None:
    bucket = world.bucket
    world.check.error("at first", bucket.get_bucket_worm, **NONE)
    worm_id = bucket.init_bucket_worm(3).worm_id
    told = {"worm_id": worm_id, "state": "InProgress", "retention_period_days": 3}
    world.check.states("begun", bucket.get_bucket_worm(), **told)
    world.check.error("again", lambda: bucket.init_bucket_worm(3), status=409)
    bucket.abort_bucket_worm()
    world.check.error("given up", bucket.get_bucket_worm, **NONE)


def case_locked_extended_and_over(world: World) -> None:
    bucket = world.bucket
    bucket.put_bucket_acl("public-read-write")
    bucket.put_object("a", b"a")
    worm_id = bucket.init_bucket_worm(1).worm_id
    bucket.complete_bucket_worm(worm_id)
    world.check.states(
        "locked", bucket.get_bucket_worm(), worm_id=worm_id, state="Locked", retention_period_days=1
    )
    world.check.error("delete", lambda: bucket.delete_object("a"), **IMMUTABLE)
    world.check.error("put", lambda: bucket.put_object("a", b"b"), **IMMUTABLE)
    world.check.state("it stays", world.read("a"), b"a")
    bucket.extend_bucket_worm(worm_id, 2)
    world.check.states("extended", bucket.get_bucket_worm(), retention_period_days=2)
    locked = {"type": "WORMConfigurationLocked", "status": 403, "code": "WORMConfigurationLocked"}
    world.check.error("given up", bucket.abort_bucket_worm, **locked)
    with later(3 * DAY):
        world.anonymous().delete_object("a")
    world.check.state("over", world.keys(), [])
