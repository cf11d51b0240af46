"""Buckets: made, described, listed, deleted."""

import re

import alibabacloud_oss_v2 as oss

from harness.accounts import ACCOUNT, STRANGER

from .errors import DENIED, NO_BUCKET
from .world import World

DATE = re.compile(r"^\d{4}-\d\d-\d\d")


def case_one_is_listed_with_all_that_is_known_of_it(world: World) -> None:
    name = world.new_bucket(create_bucket_configuration=oss.CreateBucketConfiguration(storage_class="IA"))
    listed = world.client.list_buckets(oss.ListBucketsRequest(prefix=name))
    world.check.state("owner", (listed.owner.id, listed.owner.display_name), (ACCOUNT, "demo"))
    world.check.state("count", len(listed.buckets), 1)
    world.check.states(
        "entry",
        listed.buckets[0],
        name=name,
        location="oss-cn-hangzhou",
        region="cn-hangzhou",
        extranet_endpoint="oss-cn-hangzhou.aliyuncs.com",
        intranet_endpoint="oss-cn-hangzhou-internal.aliyuncs.com",
        storage_class="IA",
    )
    world.check.state("entry, date", str(listed.buckets[0].creation_date), DATE)


def case_info_and_location(world: World) -> None:
    config = oss.CreateBucketConfiguration(storage_class="Archive", data_redundancy_type="ZRS")
    name = world.new_bucket(acl="public-read", create_bucket_configuration=config)
    info = world.client.get_bucket_info(oss.GetBucketInfoRequest(bucket=name)).bucket_info
    world.check.states(
        "info",
        info,
        name=name,
        location="oss-cn-hangzhou",
        storage_class="Archive",
        data_redundancy_type="ZRS",
        extranet_endpoint="oss-cn-hangzhou.aliyuncs.com",
        intranet_endpoint="oss-cn-hangzhou-internal.aliyuncs.com",
        acl="public-read",
    )
    world.check.state("owner in info", (info.owner.id, info.owner.display_name), (ACCOUNT, "demo"))
    world.check.state("date in info", str(info.creation_date), DATE)
    location = world.client.get_bucket_location(oss.GetBucketLocationRequest(bucket=name))
    world.check.state("location", location.location, "oss-cn-hangzhou")


def case_the_acl_from_each_value_to_the_next(world: World) -> None:
    world.check.state("at first", _acl(world), "private")
    for acl in ("public-read", "public-read-write", "private"):
        _put_acl(world, acl)
        world.check.state(f"then {acl}", _acl(world), acl)
    owner = world.client.get_bucket_acl(oss.GetBucketAclRequest(bucket=world.bucket)).owner
    world.check.state("owner", (owner.id, owner.display_name), (ACCOUNT, "demo"))
    world.check.error("an unknown ACL", lambda: _put_acl(world, "public-write"), status_code=400)
    world.check.state("after the refusal", _acl(world), "private")


def case_made_again(world: World) -> None:
    world.put("a", b"a")
    world.client.put_bucket(oss.PutBucketRequest(bucket=world.bucket, acl="public-read"))
    world.check.state("its objects stay", world.keys(), ["a"])
    world.check.state("its ACL follows", _acl(world), "public-read")
    stranger = world.make(STRANGER)
    world.check.error(
        "by another account",
        lambda: stranger.put_bucket(oss.PutBucketRequest(bucket=world.bucket)),
        status_code=409,
        code="BucketAlreadyExists",
    )
    info = world.client.get_bucket_info(oss.GetBucketInfoRequest(bucket=world.bucket)).bucket_info
    world.check.state("its owner stays", info.owner.id, ACCOUNT)


def case_page_by_page(world: World) -> None:
    names = {world.new_bucket(), world.new_bucket(), world.bucket}
    pages = list(
        world.client.list_buckets_paginator().iter_page(oss.ListBucketsRequest(prefix="foreign-", max_keys=1))
    )
    seen = [page.buckets[0].name for page in pages]
    world.check.state("one to a page", [len(page.buckets) for page in pages], [1] * len(pages))
    world.check.state("in order", seen, sorted(seen))
    world.check.state("all of them", names <= set(seen), True)
    world.check.state("markers", [page.next_marker for page in pages[:-1]], seen[:-1])
    after = world.client.list_buckets(oss.ListBucketsRequest(prefix=seen[-1], marker=seen[-1]))
    world.check.state("after the last", after.buckets, None)


def case_deleted(world: World) -> None:
    client, check, bucket = world.client, world.check, world.bucket
    delete = lambda: client.delete_bucket(oss.DeleteBucketRequest(bucket=bucket))
    full = {"status_code": 409, "code": "BucketNotEmpty"}
    world.put("a", b"a")
    check.error("while it holds an object", delete, **full)
    check.state("it stays", world.read("a"), b"a")
    world.delete("a")
    begin = oss.InitiateMultipartUploadRequest(bucket=bucket, key="b")
    upload = client.initiate_multipart_upload(begin).upload_id
    check.error("while it holds an upload", delete, **full)
    client.abort_multipart_upload(oss.AbortMultipartUploadRequest(bucket=bucket, key="b", upload_id=upload))
    check.state("is_bucket_exist", client.is_bucket_exist(bucket), True)
    delete()
    check.state("is_bucket_exist, afterwards", client.is_bucket_exist(bucket), False)
    check.error("again", delete, **NO_BUCKET)
    check.error("list", world.list, **NO_BUCKET)
    check.error("put", lambda: world.put("a", b"a"), **NO_BUCKET)
    check.error("get", lambda: world.get("a"), **NO_BUCKET)
    check.error("head", lambda: world.head("a"), **NO_BUCKET)
    check.error("info", lambda: client.get_bucket_info(oss.GetBucketInfoRequest(bucket=bucket)), **NO_BUCKET)
    location = lambda: client.get_bucket_location(oss.GetBucketLocationRequest(bucket=bucket))
    check.error("location", location, **NO_BUCKET)
    check.error("ACL", lambda: _acl(world), **NO_BUCKET)
    check.error("uploads", world.uploads, **NO_BUCKET)


def case_of_other_accounts(world: World) -> None:
    stranger, bucket = world.make(STRANGER), world.bucket
    world.check.error("list", lambda: world.list(stranger), **DENIED)
    info = lambda: stranger.get_bucket_info(oss.GetBucketInfoRequest(bucket=bucket))
    world.check.error("info", info, **DENIED)
    delete = lambda: stranger.delete_bucket(oss.DeleteBucketRequest(bucket=bucket))
    world.check.error("delete", delete, **DENIED)
    found = stranger.list_buckets(oss.ListBucketsRequest(prefix=bucket))
    world.check.state("not among theirs", found.buckets, None)
    world.check.state("as it was", _acl(world), "private")


def _acl(world: World) -> str:
    return world.client.get_bucket_acl(oss.GetBucketAclRequest(bucket=world.bucket)).acl


def _put_acl(world: World, acl: str) -> None:
    world.client.put_bucket_acl(oss.PutBucketAclRequest(bucket=world.bucket, acl=acl))
