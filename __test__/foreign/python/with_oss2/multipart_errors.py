"""Uploads in parts, as they should not be."""

from oss2.models import PartInfo

from harness.content import content

from .multipart import MISSING, PART, upload
from .world import World

INVALID = {"status": 400, "code": "InvalidPart"}


def case_parts_that_are_not_what_was_put(world: World) -> None:
    upload_id, parts = upload(world, "a", content(PART + 10))

    def complete(*numbers_and_tags: tuple[int, str]) -> None:
        infos = [PartInfo(number, tag) for number, tag in numbers_and_tags]
        world.bucket.complete_multipart_upload("a", upload_id, infos)

    first, second = parts
    world.check.error("a wrong ETag", lambda: complete((1, first.etag), (2, first.etag)), **INVALID)
    world.check.error("a number nobody put", lambda: complete((9, first.etag)), **INVALID)
    sizes = [part.size for part in world.bucket.list_parts("a", upload_id).parts]
    world.check.state("the parts stay", sizes, [PART, 10])
    world.check.state("no object", world.bucket.object_exists("a"), False)
    complete((1, first.etag), (2, second.etag))
    world.check.state("then right", world.bucket.head_object("a").content_length, PART + 10)


def case_small_parts(world: World) -> None:
    upload_id = world.bucket.init_multipart_upload("a").upload_id
    tags = [world.bucket.upload_part("a", upload_id, number, bytes(PART - number)).etag for number in (1, 2)]
    infos = [PartInfo(number, tag) for number, tag in enumerate(tags, 1)]
    complete = lambda: world.bucket.complete_multipart_upload("a", upload_id, infos)
    world.check.error("before the last", complete, status=400, code="EntityTooSmall")
    world.check.state("no object", world.bucket.object_exists("a"), False)
    world.bucket.complete_multipart_upload("a", upload_id, infos[1:])
    world.check.state("as the last", world.bucket.head_object("a").content_length, PART - 2)


def case_uploads_that_are_not_there(world: World) -> None:
    bucket, check = world.bucket, world.check
    check.error("upload_part", lambda: bucket.upload_part("a", "none", 1, b"x"), **MISSING)
    check.error("list_parts", lambda: bucket.list_parts("a", "none"), **MISSING)
    check.error("abort", lambda: bucket.abort_multipart_upload("a", "none"), **MISSING)
    complete = lambda: bucket.complete_multipart_upload("a", "none", [PartInfo(1, "0")])
    check.error("complete", complete, **MISSING)
    upload_id = bucket.init_multipart_upload("a").upload_id
    check.error("of another key", lambda: bucket.upload_part("b", upload_id, 1, b"x"), **MISSING)
    check.state("its own stays", bucket.list_multipart_uploads().upload_list[0].upload_id, upload_id)


def case_part_numbers(world: World) -> None:
    upload_id = world.bucket.init_multipart_upload("a").upload_id
    refused = {"type": "InvalidArgument", "status": 400, "code": "InvalidArgument", "name": "partNumber"}
    for number in (0, 10_001):
        put = lambda: world.bucket.upload_part("a", upload_id, number, b"x")
        world.check.error(f"{number}", put, **refused)
    world.bucket.upload_part("a", upload_id, 10_000, b"x")
    numbers = [part.part_number for part in world.bucket.list_parts("a", upload_id).parts]
    world.check.state("10000", numbers, [10_000])


def case_copied_parts(world: World) -> None:
    world.bucket.put_object("source", b"0123456789")
    upload_id = world.bucket.init_multipart_upload("a").upload_id

    def copy(source: str, byte_range: tuple[int, int], headers: object = None) -> None:
        world.bucket.upload_part_copy(world.name, source, byte_range, "a", upload_id, 1, headers=headers)

    world.check.error(
        "of nothing", lambda: copy("none", (0, 9)), type="NoSuchKey", status=404, code="NoSuchKey"
    )
    world.check.error("beyond the source", lambda: copy("source", (5, 20)), status=416, code="InvalidRange")
    condition = {"x-oss-copy-source-if-match": '"0"'}
    world.check.error(
        "under a condition", lambda: copy("source", (0, 9), condition), status=412, code="PreconditionFailed"
    )
    world.check.state("no part", world.bucket.list_parts("a", upload_id).parts, [])
