"""Uploads in parts, as they should be."""

from __future__ import annotations

import re
from typing import Any

import alibabacloud_oss_v2 as oss

from harness.content import content, etag

from .errors import NO_UPLOAD
from .world import World

PART = 102_400


def begin(world: World, key: str, **fields: Any) -> str:
    request = oss.InitiateMultipartUploadRequest(bucket=world.bucket, key=key, **fields)
    return world.client.initiate_multipart_upload(request).upload_id


def put_part(world: World, key: str, upload_id: str, number: int, body: bytes) -> oss.UploadPart:
    request = oss.UploadPartRequest(
        bucket=world.bucket, key=key, upload_id=upload_id, part_number=number, body=body
    )
    return oss.UploadPart(part_number=number, etag=world.client.upload_part(request).etag)


def upload(world: World, key: str, data: bytes, **fields: Any) -> tuple[str, list[oss.UploadPart]]:
    """Begins an upload and puts its parts."""
    upload_id = begin(world, key, **fields)
    starts = range(0, len(data), PART)
    return upload_id, [
        put_part(world, key, upload_id, number, data[start : start + PART])
        for number, start in enumerate(starts, 1)
    ]


def complete(
    world: World, key: str, upload_id: str, parts: list[oss.UploadPart], **fields: Any
) -> oss.CompleteMultipartUploadResult:
    request = oss.CompleteMultipartUploadRequest(
        bucket=world.bucket,
        key=key,
        upload_id=upload_id,
        complete_multipart_upload=oss.CompleteMultipartUpload(parts=parts) if parts else None,
        **fields,
    )
    return world.client.complete_multipart_upload(request)


def abort(world: World, key: str, upload_id: str) -> None:
    request = oss.AbortMultipartUploadRequest(bucket=world.bucket, key=key, upload_id=upload_id)
    world.client.abort_multipart_upload(request)


def list_parts(world: World, key: str, upload_id: str, **fields: Any) -> oss.ListPartsResult:
    request = oss.ListPartsRequest(bucket=world.bucket, key=key, upload_id=upload_id, **fields)
    return world.client.list_parts(request)


def case_by_hand(world: World) -> None:
    data = content(2 * PART + 7, "parts")
    upload_id, parts = upload(
        world,
        "big",
        data,
        content_type="application/x-big",
        metadata={"of": "parts"},
        cache_control="no-store",
        tagging="made=parts",
        storage_class="IA",
    )
    world.check.state("not there before", world.exists("big"), False)
    done = complete(world, "big", upload_id, parts)
    world.check.reply("ETag", done.etag, re.compile('^"[0-9A-F]{32}-3"$'))
    world.check.reply("key", done.key, "big")
    got = world.get("big")
    world.check.state("content", got.body.read() == data, True)
    world.check.states(
        "get",
        got,
        etag=done.etag,
        content_length=len(data),
        content_type="application/x-big",
        cache_control="no-store",
        object_type="Multipart",
        storage_class="IA",
        tagging_count=1,
        hash_crc64=done.hash_crc64,
    )
    world.check.state("metadata", dict(got.metadata), {"of": "parts"})
    world.check.states(
        "list", world.list().contents[0], object_type="Multipart", size=len(data), etag=done.etag
    )
    world.check.state("the upload is gone", world.uploads().uploads, None)
    world.check.error("and its parts", lambda: list_parts(world, "big", upload_id), **NO_UPLOAD)


def case_parts_before_they_are_an_object(world: World) -> None:
    data = content(2 * PART + 7, "listed")
    upload_id, parts = upload(world, "a b", data)
    first = list_parts(world, "a b", upload_id, max_parts=2)
    world.check.states(
        "first page",
        first,
        bucket=world.bucket,
        key="a b",
        upload_id=upload_id,
        max_parts=2,
        is_truncated=True,
        next_part_number_marker=2,
    )
    world.check.state("numbers", [part.part_number for part in first.parts], [1, 2])
    world.check.state("ETags", [part.etag for part in first.parts], [part.etag for part in parts[:2]])
    world.check.state("sizes", [part.size for part in first.parts], [PART, PART])
    request = oss.ListPartsRequest(bucket=world.bucket, key="a b", upload_id=upload_id, max_parts=1)
    pages = world.client.list_parts_paginator().iter_page(request)
    world.check.state("paginator", [page.parts[0].part_number for page in pages], [1, 2, 3])
    abort(world, "a b", upload_id)
    world.check.state("aborted", world.uploads().uploads, None)
    world.check.error("its parts", lambda: list_parts(world, "a b", upload_id), **NO_UPLOAD)
    world.check.state("no object", world.exists("a b"), False)


def case_a_part_put_again(world: World) -> None:
    upload_id = begin(world, "again")
    put_part(world, "again", upload_id, 1, b"first")
    part = put_part(world, "again", upload_id, 1, b"second")
    parts = list_parts(world, "again", upload_id).parts
    world.check.state(
        "one part", [(found.size, found.etag) for found in parts], [(6, f'"{etag(b"second")}"')]
    )
    complete(world, "again", upload_id, [part])
    world.check.state("content", world.read("again"), b"second")


def case_all_parts_without_a_list(world: World) -> None:
    data = content(2 * PART, "all")
    upload_id, _ = upload(world, "all", data)
    complete(world, "all", upload_id, [], complete_all="yes", acl="public-read")
    world.check.state("content", world.read("all") == data, True)
    acl = world.client.get_object_acl(oss.GetObjectAclRequest(bucket=world.bucket, key="all")).acl
    world.check.state("ACL", acl, "public-read")


def case_uploads_page_by_page(world: World) -> None:
    ids = [begin(world, key) for key in ("a/1", "a/1", "b", "c 中")]
    listed = world.uploads()
    world.check.states("list", listed, bucket=world.bucket, is_truncated=False, max_uploads=1000)
    world.check.state("keys", [found.key for found in listed.uploads], ["a/1", "a/1", "b", "c 中"])
    world.check.state("ids", sorted(found.upload_id for found in listed.uploads), sorted(ids))
    first = world.uploads(max_uploads=2)
    world.check.states("first page", first, is_truncated=True, next_key_marker="a/1")
    second = world.uploads(key_marker=first.next_key_marker, upload_id_marker=first.next_upload_id_marker)
    world.check.state("second page", [found.key for found in second.uploads], ["b", "c 中"])
    folded = world.uploads(delimiter="/")
    world.check.state("delimiter, keys", [found.key for found in folded.uploads], ["b", "c 中"])
    prefixed = world.uploads(prefix="a/").uploads
    world.check.state("prefix", [found.key for found in prefixed], ["a/1", "a/1"])
    request = oss.ListMultipartUploadsRequest(bucket=world.bucket, max_uploads=1)
    pages = world.client.list_multipart_uploads_paginator().iter_page(request)
    world.check.state("paginator", [page.uploads[0].key for page in pages], ["a/1", "a/1", "b", "c 中"])


def case_parts_that_are_copied(world: World) -> None:
    data = content(3 * PART, "source")
    world.put("source", data)
    upload_id = begin(world, "target")
    parts = []
    for number, source_range in ((1, f"bytes={PART}-{2 * PART - 1}"), (2, f"bytes=0-{PART - 1}")):
        request = oss.UploadPartCopyRequest(
            bucket=world.bucket,
            key="target",
            upload_id=upload_id,
            part_number=number,
            source_key="source",
            source_range=source_range,
        )
        parts.append(oss.UploadPart(part_number=number, etag=world.client.upload_part_copy(request).etag))
    listed = [part.etag for part in list_parts(world, "target", upload_id).parts]
    world.check.state("ETags", listed, [f'"{etag(data[PART : 2 * PART])}"', f'"{etag(data[:PART])}"'])
    complete(world, "target", upload_id, parts)
    world.check.state("content", world.read("target") == data[PART : 2 * PART] + data[:PART], True)
