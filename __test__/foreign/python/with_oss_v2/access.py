"""Who may do what: ACLs of objects, anonymous and foreign senders, users with few rights."""

from __future__ import annotations

import alibabacloud_oss_v2 as oss

from harness.accounts import ACCOUNT, READER, STRANGER

from .errors import DENIED, MISSING
from .world import World

TEXT = b"hello, access"


def read_acl(world: World, key: str) -> oss.GetObjectAclResult:
    return world.client.get_object_acl(oss.GetObjectAclRequest(bucket=world.bucket, key=key))


def put_acl(world: World, key: str, acl: str, client: oss.Client | None = None) -> None:
    (client or world.client).put_object_acl(oss.PutObjectAclRequest(bucket=world.bucket, key=key, acl=acl))


def put_bucket_acl(world: World, acl: str) -> None:
    world.client.put_bucket_acl(oss.PutBucketAclRequest(bucket=world.bucket, acl=acl))


def case_the_acl_of_an_object(world: World) -> None:
    world.put("a", TEXT)
    first = read_acl(world, "a")
    world.check.state("at first", first.acl, "default")
    world.check.state("owner", (first.owner.id, first.owner.display_name), (ACCOUNT, "demo"))
    for acl in ("private", "public-read", "public-read-write", "default"):
        put_acl(world, "a", acl)
        world.check.state(f"then {acl}", read_acl(world, "a").acl, acl)
    world.check.error("an unknown one", lambda: put_acl(world, "a", "public"), status_code=400)
    world.check.error("of nothing", lambda: put_acl(world, "none", "private"), **MISSING)
    world.put("b", TEXT, acl="public-read")
    world.check.state("set by put", read_acl(world, "b").acl, "public-read")


def case_without_a_signature(world: World) -> None:
    nobody = world.anonymous()
    world.put("closed", TEXT)
    world.put("open", TEXT, acl="public-read")
    world.check.error("a private object", lambda: world.get("closed", nobody), **DENIED)
    world.check.state("a public object", world.read("open", nobody), TEXT)
    put_bucket_acl(world, "public-read")
    world.check.state("a private object of a public bucket", world.read("closed", nobody), TEXT)
    world.check.error("writing to it", lambda: world.put("new", b"x", nobody), **DENIED)
    world.check.state("nothing was written", world.exists("new"), False)
    put_acl(world, "closed", "private")
    world.check.error("its own ACL wins", lambda: world.get("closed", nobody), **DENIED)
    put_bucket_acl(world, "public-read-write")
    world.put("new", b"by anyone", nobody)
    world.check.state("writing to an open bucket", world.read("new"), b"by anyone")
    world.delete("new", nobody)
    world.check.state("deleting from it", world.exists("new"), False)


def case_another_account(world: World) -> None:
    world.put("a", TEXT)
    stranger = world.make(STRANGER)
    world.check.error("get", lambda: world.get("a", stranger), **DENIED)
    world.check.error("put", lambda: world.put("b", TEXT, stranger), **DENIED)
    world.check.error("delete", lambda: world.delete("a", stranger), **DENIED)
    tags = oss.GetObjectTaggingRequest(bucket=world.bucket, key="a")
    world.check.error("tags", lambda: stranger.get_object_tagging(tags), **DENIED)
    world.check.state("nothing changed", world.keys(), ["a"])
    put_acl(world, "a", "public-read")
    world.check.state("what is public", world.read("a", stranger), TEXT)
    world.check.error("the ACL itself", lambda: put_acl(world, "a", "private", stranger), **DENIED)
    world.check.state("stays as it was", read_acl(world, "a").acl, "public-read")


def case_a_user_with_few_rights(world: World) -> None:
    world.put("a", TEXT)
    reader = world.make(READER)
    world.check.state("reading", world.read("a", reader), TEXT)
    world.check.error("writing", lambda: world.put("a", b"x", reader), **DENIED)
    world.check.error("deleting", lambda: world.delete("a", reader), **DENIED)
    world.check.error("listing", lambda: world.list(reader), **DENIED)
    world.check.error("the ACL", lambda: put_acl(world, "a", "public-read", reader), **DENIED)
    begin = oss.InitiateMultipartUploadRequest(bucket=world.bucket, key="b")
    world.check.error("uploads", lambda: reader.initiate_multipart_upload(begin), **DENIED)
    link = oss.PutSymlinkRequest(bucket=world.bucket, key="b", target="a")
    world.check.error("links", lambda: reader.put_symlink(link), **DENIED)
    world.check.error("buckets", lambda: reader.list_buckets(oss.ListBucketsRequest()), **DENIED)
    world.check.state("nothing changed", (world.keys(), world.read("a")), (["a"], TEXT))
