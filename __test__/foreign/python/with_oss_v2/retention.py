"""Retention of objects (WORM)."""

from __future__ import annotations

import alibabacloud_oss_v2 as oss

from harness.emulator import later

from .world import World

DAY = 86_400
NONE = {"type": "OperationError", "status_code": 404, "code": "NoSuchWORMConfiguration"}
IMMUTABLE = {"type": "OperationError", "status_code": 409, "code": "FileImmutable"}


def begin(world: World, days: int) -> str:
    configuration = oss.InitiateWormConfiguration(retention_period_in_days=days)
    request = oss.InitiateBucketWormRequest(bucket=world.bucket, initiate_worm_configuration=configuration)
    return world.client.initiate_bucket_worm(request).worm_id


def read(world: World) -> oss.WormConfiguration:
    return world.client.get_bucket_worm(oss.GetBucketWormRequest(bucket=world.bucket)).worm_configuration


def case_begun_and_given_up(world: World) -> None:
    world.check.error("at first", lambda: read(world), **NONE)
    worm_id = begin(world, 3)
    told = {"worm_id": worm_id, "state": "InProgress", "retention_period_in_days": 3}
    world.check.states("begun", read(world), **told)
    world.check.error("again", lambda: begin(world, 3), status_code=409)
    world.client.abort_bucket_worm(oss.AbortBucketWormRequest(bucket=world.bucket))
    world.check.error("given up", lambda: read(world), **NONE)


def case_locked_extended_and_over(world: World) -> None:
    public = oss.PutBucketAclRequest(bucket=world.bucket, acl="public-read-write")
    world.client.put_bucket_acl(public)
    world.put("a", b"a")
    worm_id = begin(world, 1)
    world.client.complete_bucket_worm(oss.CompleteBucketWormRequest(bucket=world.bucket, worm_id=worm_id))
    world.check.states("locked", read(world), worm_id=worm_id, state="Locked", retention_period_in_days=1)
    world.check.error("delete", lambda: world.delete("a"), **IMMUTABLE)
    world.check.error("put", lambda: world.put("a", b"b"), **IMMUTABLE)
    world.check.state("it stays", world.read("a"), b"a")
    longer = oss.ExtendWormConfiguration(retention_period_in_days=2)
    world.client.extend_bucket_worm(
        oss.ExtendBucketWormRequest(bucket=world.bucket, worm_id=worm_id, extend_worm_configuration=longer)
    )
    world.check.states("extended", read(world), retention_period_in_days=2)
    abort = lambda: world.client.abort_bucket_worm(oss.AbortBucketWormRequest(bucket=world.bucket))
    world.check.error("given up", abort, status_code=403, code="WORMConfigurationLocked")
    with later(3 * DAY):
        world.delete("a", world.anonymous())
    world.check.state("over", world.keys(), [])
