"""Rules of lifecycle, and what they do in time."""

from __future__ import annotations

import alibabacloud_oss_v2 as oss

from harness.emulator import later

from .errors import MISSING
from .world import World

DAY = 86_400
NONE = {"type": "OperationError", "status_code": 404, "code": "NoSuchLifecycle"}


def rules() -> list[oss.LifecycleRule]:
    return [
        oss.LifecycleRule(
            id="old", prefix="old/", status="Enabled", expiration=oss.LifecycleRuleExpiration(days=2)
        ),
        oss.LifecycleRule(
            id="cold",
            prefix="cold/",
            status="Enabled",
            transitions=[oss.LifecycleRuleTransition(days=1, storage_class="IA")],
            tags=[oss.Tag(key="kind", value="cold")],
        ),
        oss.LifecycleRule(
            id="parts",
            prefix="parts/",
            status="Enabled",
            abort_multipart_upload=oss.LifecycleRuleAbortMultipartUpload(days=1),
        ),
        oss.LifecycleRule(
            id="versions",
            prefix="versions/",
            status="Disabled",
            noncurrent_version_expiration=oss.NoncurrentVersionExpiration(noncurrent_days=3),
        ),
    ]


def put(world: World, *wanted: oss.LifecycleRule) -> None:
    configuration = oss.LifecycleConfiguration(rules=list(wanted))
    world.client.put_bucket_lifecycle(
        oss.PutBucketLifecycleRequest(bucket=world.bucket, lifecycle_configuration=configuration)
    )


def read(world: World) -> list[oss.LifecycleRule]:
    request = oss.GetBucketLifecycleRequest(bucket=world.bucket)
    return world.client.get_bucket_lifecycle(request).lifecycle_configuration.rules


def case_rules_come_back(world: World) -> None:
    world.check.error("at first", lambda: read(world), **NONE)
    put(world, *rules())
    old, cold, parts, versions = read(world)
    world.check.states("old", old, id="old", prefix="old/", status="Enabled")
    world.check.states("old, expiration", old.expiration, days=2)
    transitions = [(one.days, one.storage_class) for one in cold.transitions]
    world.check.state("cold, transitions", transitions, [(1, "IA")])
    world.check.state("cold, tags", [(tag.key, tag.value) for tag in cold.tags], [("kind", "cold")])
    world.check.states("parts", parts.abort_multipart_upload, days=1)
    world.check.states("versions", versions, status="Disabled")
    world.check.states("versions, expiration", versions.noncurrent_version_expiration, noncurrent_days=3)
    put(world, rules()[0])
    world.check.state("replaced", [rule.id for rule in read(world)], ["old"])
    world.check.error("an id twice", lambda: put(world, rules()[0], rules()[0]), status_code=400)
    world.client.delete_bucket_lifecycle(oss.DeleteBucketLifecycleRequest(bucket=world.bucket))
    world.check.error("deleted", lambda: read(world), **NONE)


def case_take_effect_in_time(world: World) -> None:
    put(world, *rules())
    world.client.put_bucket_acl(oss.PutBucketAclRequest(bucket=world.bucket, acl="public-read"))
    world.put("old/a", b"a")
    world.put("new/a", b"a")
    world.put("cold/a", b"a", tagging="kind=cold")
    nobody = world.anonymous()
    world.check.state("before", world.keys(), ["cold/a", "new/a", "old/a"])
    with later(5 * DAY):
        world.check.error("expired", lambda: world.get("old/a", nobody), **MISSING)
        world.check.state("kept", world.read("new/a", nobody), b"a")
        world.check.state("colder", world.head("cold/a", nobody).storage_class, "IA")
    world.check.state("for good", world.keys(), ["cold/a", "new/a"])
