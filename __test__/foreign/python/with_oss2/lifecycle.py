"""Rules of lifecycle, and what they do in time."""

from __future__ import annotations

import oss2
from oss2.models import (
    AbortMultipartUpload,
    BucketLifecycle,
    LifecycleExpiration,
    LifecycleRule,
    NoncurrentVersionExpiration,
    StorageTransition,
)

from harness.emulator import later

from .tags import tagging
from .world import World

DAY = 86_400
NONE = {"type": "NoSuchLifecycle", "status": 404, "code": "NoSuchLifecycle"}


def rules() -> list[LifecycleRule]:
    return [
        LifecycleRule("old", "old/", expiration=LifecycleExpiration(days=2)),
        LifecycleRule(
            "cold",
            "cold/",
            storage_transitions=[StorageTransition(days=1, storage_class="IA")],
            tagging=tagging(kind="cold"),
        ),
        LifecycleRule("parts", "parts/", abort_multipart_upload=AbortMultipartUpload(days=1)),
        LifecycleRule("off", "off/", status="Disabled", expiration=LifecycleExpiration(days=30)),
        LifecycleRule("versions", "versions/", noncurrent_version_expiration=NoncurrentVersionExpiration(3)),
    ]


def put(world: World, *wanted: LifecycleRule) -> None:
    world.bucket.put_bucket_lifecycle(BucketLifecycle(list(wanted)))


def case_rules_come_back(world: World) -> None:
    world.check.error("at first", world.bucket.get_bucket_lifecycle, **NONE)
    put(world, *rules())
    old, cold, parts, off, versions = world.bucket.get_bucket_lifecycle().rules
    world.check.states("old", old, id="old", prefix="old/", status="Enabled")
    world.check.states("old, expiration", old.expiration, days=2)
    transitions = [(one.days, one.storage_class) for one in cold.storage_transitions]
    world.check.state("cold, transitions", transitions, [(1, "IA")])
    world.check.state("cold, tags", cold.tagging.tag_set.tagging_rule, {"kind": "cold"})
    world.check.states("parts", parts.abort_multipart_upload, days=1)
    world.check.states("off", off, status="Disabled")
    world.check.states("versions", versions.noncurrent_version_expiration, noncurrent_days=3)
    put(world, rules()[0])
    world.check.state("replaced", [rule.id for rule in world.bucket.get_bucket_lifecycle().rules], ["old"])
    twice = LifecycleRule("old", "other/", expiration=LifecycleExpiration(days=2))
    world.check.error("an id twice", lambda: put(world, rules()[0], twice), status=400)
    world.bucket.delete_bucket_lifecycle()
    world.check.error("deleted", world.bucket.get_bucket_lifecycle, **NONE)


def case_take_effect_in_time(world: World) -> None:
    put(world, *rules())
    world.bucket.put_bucket_acl(oss2.BUCKET_ACL_PUBLIC_READ)
    world.bucket.put_object("old/a", b"a")
    world.bucket.put_object("new/a", b"a")
    world.bucket.put_object("cold/a", b"a", headers={"x-oss-tagging": "kind=cold"})
    nobody = world.anonymous()
    world.check.state("before", world.keys(), ["cold/a", "new/a", "old/a"])
    with later(5 * DAY):
        gone = {"type": "NoSuchKey", "status": 404, "code": "NoSuchKey"}
        world.check.error("expired", lambda: nobody.get_object("old/a"), **gone)
        world.check.state("kept", nobody.get_object("new/a").read(), b"a")
        colder = nobody.head_object("cold/a").headers["x-oss-storage-class"]
        world.check.state("colder", colder, "IA")
    world.check.state("for good", world.keys(), ["cold/a", "new/a"])
