"""Buckets: made, described, listed, deleted."""

import re

import oss2

from harness.accounts import ACCOUNT, STRANGER

from .world import World

GONE = {"type": "NoSuchBucket", "status": 404, "code": "NoSuchBucket"}
DENIED = {"type": "AccessDenied", "status": 403, "code": "AccessDenied"}


def case_one_is_listed_with_all_that_is_known_of_it(world: World) -> None:
    config = oss2.models.BucketCreateConfig(oss2.BUCKET_STORAGE_CLASS_IA)
    name = world.new_bucket(None, config).bucket_name
    listed = world.service.list_buckets(prefix=name)
    world.check.state("owner", listed.owner.id, ACCOUNT)
    world.check.state("owner's name", listed.owner.display_name, "demo")
    world.check.state("is the last page", listed.is_truncated, False)
    world.check.state("count", len(listed.buckets), 1)
    world.check.states(
        "entry",
        listed.buckets[0],
        name=name,
        location="oss-cn-hangzhou",
        extranet_endpoint="oss-cn-hangzhou.aliyuncs.com",
        intranet_endpoint="oss-cn-hangzhou-internal.aliyuncs.com",
        storage_class="IA",
    )
    info = world.make(name).get_bucket_info()
    world.check.state(
        "date", listed.buckets[0].creation_date, oss2.utils.iso8601_to_unixtime(info.creation_date)
    )


def case_info_and_location(world: World) -> None:
    config = oss2.models.BucketCreateConfig(
        oss2.BUCKET_STORAGE_CLASS_ARCHIVE, oss2.BUCKET_DATA_REDUNDANCY_TYPE_ZRS
    )
    bucket = world.new_bucket(oss2.BUCKET_ACL_PUBLIC_READ, config)
    info = bucket.get_bucket_info()
    world.check.states(
        "info",
        info,
        name=bucket.bucket_name,
        location="oss-cn-hangzhou",
        storage_class="Archive",
        data_redundancy_type="ZRS",
        extranet_endpoint="oss-cn-hangzhou.aliyuncs.com",
        intranet_endpoint="oss-cn-hangzhou-internal.aliyuncs.com",
        creation_date=re.compile(r"^\d{4}-\d\d-\d\dT.*Z$"),
    )
    world.check.state("ACL in info", info.acl.grant, "public-read")
    world.check.state("owner in info", (info.owner.id, info.owner.display_name), (ACCOUNT, "demo"))
    world.check.state("location", bucket.get_bucket_location().location, "oss-cn-hangzhou")


def case_the_acl_from_each_value_to_the_next(world: World) -> None:
    world.check.state("at first", world.bucket.get_bucket_acl().acl, "private")
    for acl in ("public-read", "public-read-write", "private"):
        world.bucket.put_bucket_acl(acl)
        world.check.state(f"then {acl}", world.bucket.get_bucket_acl().acl, acl)
    world.check.error("an unknown ACL", lambda: world.bucket.put_bucket_acl("public-write"), status=400)
    world.check.state("after the refusal", world.bucket.get_bucket_acl().acl, "private")


def case_made_again(world: World) -> None:
    world.bucket.put_object("a", b"a")
    world.bucket.create_bucket(oss2.BUCKET_ACL_PUBLIC_READ)
    world.check.state("its objects stay", world.keys(), ["a"])
    world.check.state("its ACL follows", world.bucket.get_bucket_acl().acl, "public-read")
    stranger = world.make(world.name, STRANGER)
    world.check.error("by another account", stranger.create_bucket, status=409, code="BucketAlreadyExists")
    world.check.state("its owner stays", world.bucket.get_bucket_info().owner.id, ACCOUNT)


def case_page_by_page(world: World) -> None:
    names = sorted([world.new_bucket().bucket_name, world.new_bucket().bucket_name, world.name])
    seen = [found.name for found in oss2.BucketIterator(world.service, prefix="foreign-", max_keys=1)]
    world.check.state("in order", seen, sorted(seen))
    world.check.state("all of them", set(names) <= set(seen), True)
    after = world.service.list_buckets(prefix=names[0], marker=names[0])
    world.check.state("after the last", after.buckets, [])
    first = world.service.list_buckets(prefix="foreign-", max_keys=1)
    world.check.state("more to come", first.is_truncated, True)
    world.check.state("next marker", first.next_marker, seen[0])


def case_deleted(world: World) -> None:
    bucket, check = world.bucket, world.check
    full = {"type": "BucketNotEmpty", "status": 409, "code": "BucketNotEmpty"}
    bucket.put_object("a", b"a")
    check.error("while it holds an object", bucket.delete_bucket, **full)
    check.state("it stays", world.read("a"), b"a")
    bucket.delete_object("a")
    upload = bucket.init_multipart_upload("b").upload_id
    check.error("while it holds an upload", bucket.delete_bucket, **full)
    bucket.abort_multipart_upload("b", upload)
    bucket.delete_bucket()
    check.state("it is gone", world.service.list_buckets(prefix=world.name).buckets, [])
    check.error("again", bucket.delete_bucket, **GONE)
    check.error("list", bucket.list_objects, **GONE)
    check.error("list, version 2", bucket.list_objects_v2, **GONE)
    check.error("put", lambda: bucket.put_object("a", b"a"), **GONE)
    check.error("get", lambda: bucket.get_object("a"), **GONE)
    check.error("head", lambda: bucket.head_object("a"), **GONE)
    check.error("info", bucket.get_bucket_info, **GONE)
    check.error("location", bucket.get_bucket_location, **GONE)
    check.error("ACL", bucket.get_bucket_acl, **GONE)
    check.error("uploads", bucket.list_multipart_uploads, **GONE)


def case_of_other_accounts(world: World) -> None:
    stranger = world.make(world.name, STRANGER)
    world.check.error("list", stranger.list_objects, **DENIED)
    world.check.error("info", stranger.get_bucket_info, **DENIED)
    world.check.error("ACL", lambda: stranger.put_bucket_acl("public-read"), **DENIED)
    world.check.error("delete", stranger.delete_bucket, **DENIED)
    world.check.state("as it was", world.bucket.get_bucket_acl().acl, "private")
