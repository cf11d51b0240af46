"""Uploads in parts, as they should not be."""

from __future__ import annotations

from typing import Any

import alibabacloud_oss_v2 as oss

from harness.content import content

from .errors import EXISTS, FAILED, MISSING, NO_UPLOAD, REFUSED
from .multipart import PART, abort, begin, complete, list_parts, put_part, upload
from .world import World

INVALID = {"type": "OperationError", "status_code": 400, "code": "InvalidPart"}


def case_parts_that_are_not_what_was_put(world: World) -> None:
    upload_id, (first, second) = upload(world, "a", content(PART + 10))
    wrong = [first, oss.UploadPart(part_number=2, etag=first.etag)]
    world.check.error("a wrong ETag", lambda: complete(world, "a", upload_id, wrong), **INVALID)
    nobody = [oss.UploadPart(part_number=9, etag=first.etag)]
    world.check.error("a number nobody put", lambda: complete(world, "a", upload_id, nobody), **INVALID)
    disorder = {"status_code": 400, "code": "InvalidPartOrder"}
    world.check.error("in disorder", lambda: complete(world, "a", upload_id, [second, first]), **disorder)
    sizes = [part.size for part in list_parts(world, "a", upload_id).parts]
    world.check.state("the parts stay", sizes, [PART, 10])
    world.check.state("no object", world.exists("a"), False)
    complete(world, "a", upload_id, [first, second])
    world.check.state("then right", world.head("a").content_length, PART + 10)


def case_small_parts(world: World) -> None:
    upload_id = begin(world, "a")
    parts = [put_part(world, "a", upload_id, number, bytes(PART - number)) for number in (1, 2)]
    small = {"status_code": 400, "code": "EntityTooSmall"}
    world.check.error("before the last", lambda: complete(world, "a", upload_id, parts), **small)
    world.check.state("no object", world.exists("a"), False)
    complete(world, "a", upload_id, parts[1:])
    world.check.state("as the last", world.head("a").content_length, PART - 2)


def case_uploads_that_are_not_there(world: World) -> None:
    world.check.error("upload_part", lambda: put_part(world, "a", "none", 1, b"x"), **NO_UPLOAD)
    world.check.error("list_parts", lambda: list_parts(world, "a", "none"), **NO_UPLOAD)
    world.check.error("abort", lambda: abort(world, "a", "none"), **NO_UPLOAD)
    parts = [oss.UploadPart(part_number=1, etag="0")]
    world.check.error("complete", lambda: complete(world, "a", "none", parts), **NO_UPLOAD)
    upload_id = begin(world, "a")
    world.check.error("of another key", lambda: put_part(world, "b", upload_id, 1, b"x"), **NO_UPLOAD)
    world.check.state("its own stays", [found.upload_id for found in world.uploads().uploads], [upload_id])


def case_part_numbers(world: World) -> None:
    upload_id = begin(world, "a")
    world.check.error("0", lambda: put_part(world, "a", upload_id, 0, b"x"), **REFUSED)
    world.check.error("10001", lambda: put_part(world, "a", upload_id, 10_001, b"x"), **REFUSED)
    put_part(world, "a", upload_id, 10_000, b"x")
    numbers = [part.part_number for part in list_parts(world, "a", upload_id).parts]
    world.check.state("10000", numbers, [10_000])


def case_forbidden_to_overwrite(world: World) -> None:
    upload_id, parts = upload(world, "a", b"in parts")
    world.put("a", b"before")
    world.check.error(
        "complete", lambda: complete(world, "a", upload_id, parts, forbid_overwrite=True), **EXISTS
    )
    world.check.state("it stays", world.read("a"), b"before")
    complete(world, "a", upload_id, parts)
    world.check.state("allowed", world.read("a"), b"in parts")


def case_copied_parts(world: World) -> None:
    world.put("source", b"0123456789")
    upload_id = begin(world, "a")

    def copy(source: str, source_range: str, **fields: Any) -> None:
        request = oss.UploadPartCopyRequest(
            bucket=world.bucket,
            key="a",
            upload_id=upload_id,
            part_number=1,
            source_key=source,
            source_range=source_range,
            **fields,
        )
        world.client.upload_part_copy(request)

    world.check.error("of nothing", lambda: copy("none", "bytes=0-9"), **MISSING)
    beyond = {"status_code": 416, "code": "InvalidRange"}
    world.check.error("beyond the source", lambda: copy("source", "bytes=5-20"), **beyond)
    world.check.error("under a condition", lambda: copy("source", "bytes=0-9", if_match='"0"'), **FAILED)
    world.check.state("no part", list_parts(world, "a", upload_id).parts, None)
