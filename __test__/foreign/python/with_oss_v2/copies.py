"""Copies inside a bucket and between buckets."""

from __future__ import annotations

import datetime
from email.utils import format_datetime
from typing import Any

import alibabacloud_oss_v2 as oss

from harness.accounts import READER
from harness.content import etag

from .errors import DENIED, FAILED, MISSING, NO_BUCKET
from .world import World

TEXT = b"hello, copy"


def copy(world: World, source: str, target: str, client: oss.Client | None = None, **fields: Any) -> Any:
    request = oss.CopyObjectRequest(**{"bucket": world.bucket, "key": target, "source_key": source, **fields})
    return (client or world.client).copy_object(request)


def case_inside_a_bucket(world: World) -> None:
    put = world.put("dir/source", TEXT, content_type="text/x-mine", metadata={"of": "source"})
    copied = copy(world, "dir/source", "target")
    world.check.reply("ETag", copied.etag, f'"{etag(TEXT)}"')
    got = world.get("target")
    world.check.state("content", got.body.read(), TEXT)
    world.check.states("get", got, content_type="text/x-mine", etag=put.etag, hash_crc64=put.hash_crc64)
    world.check.state("metadata", dict(got.metadata), {"of": "source"})
    world.check.state("the source stays", world.read("dir/source"), TEXT)


def case_from_another_bucket(world: World) -> None:
    other = world.new_bucket()
    world.client.put_object(oss.PutObjectRequest(bucket=other, key="中 文+.txt", body=TEXT))
    copy(world, "中 文+.txt", "a", source_bucket=other)
    world.check.state("content", world.read("a"), TEXT)
    world.check.state("the other bucket", world.keys(bucket=other), ["中 文+.txt"])


def case_with_headers_of_its_own(world: World) -> None:
    world.put("source", TEXT, metadata={"of": "source"}, cache_control="no-store")
    copy(
        world,
        "source",
        "target",
        metadata_directive="REPLACE",
        metadata={"of": "target"},
        content_type="text/x-new",
    )
    head = world.head("target")
    world.check.state("metadata", dict(head.metadata), {"of": "target"})
    world.check.states("head", head, content_type="text/x-new", cache_control=None)
    copy(world, "source", "cold", storage_class="IA", acl="public-read")
    world.check.state("class", world.head("cold").storage_class, "IA")
    acl = world.client.get_object_acl(oss.GetObjectAclRequest(bucket=world.bucket, key="cold")).acl
    world.check.state("ACL", acl, "public-read")


def case_under_conditions(world: World) -> None:
    put = world.put("source", TEXT)
    modified = world.head("source").last_modified.astimezone(datetime.timezone.utc)
    now, earlier = (
        format_datetime(time, True) for time in (modified, modified - datetime.timedelta(hours=1))
    )
    world.check.error("if_match", lambda: copy(world, "source", "target", if_match='"0"'), **FAILED)
    unmodified = lambda: copy(world, "source", "target", if_unmodified_since=earlier)
    world.check.error("if_unmodified_since", unmodified, **FAILED)
    same = lambda: copy(world, "source", "target", if_none_match=put.etag)
    world.check.error("if_none_match", same, status_code=304)
    world.check.error(
        "if_modified_since", lambda: copy(world, "source", "target", if_modified_since=now), status_code=304
    )
    world.check.state("nothing was copied", world.keys(), ["source"])
    copy(world, "source", "target", if_match=put.etag)
    world.check.state("when it holds", world.read("target"), TEXT)


def case_that_are_refused(world: World) -> None:
    world.check.error("no such key", lambda: copy(world, "none", "a"), **MISSING)
    world.check.error(
        "no such bucket", lambda: copy(world, "a", "a", source_bucket="foreign-nowhere"), **NO_BUCKET
    )
    world.put("secret", TEXT)
    own = world.new_bucket()
    reader = world.make(READER)
    denied = lambda: copy(world, "secret", "a", reader, bucket=own, source_bucket=world.bucket)
    world.check.error("no right to write", denied, **DENIED)
    world.check.state("nothing was copied", world.keys(bucket=own), [])
