"""Uploads in parts, as they should be."""

import re

import oss2
from oss2.models import PartInfo

from harness.content import content, etag

from .world import World

PART = 102_400
MISSING = {"type": "NoSuchUpload", "status": 404, "code": "NoSuchUpload"}


def upload(world: World, key: str, data: bytes, **options: object) -> tuple[str, list[PartInfo]]:
    """Begins an upload and puts its parts."""
    upload_id = world.bucket.init_multipart_upload(key, **options).upload_id
    parts = []
    for number, start in enumerate(range(0, len(data), PART), 1):
        piece = data[start : start + PART]
        put = world.bucket.upload_part(key, upload_id, number, piece)
        parts.append(PartInfo(number, put.etag, size=len(piece), part_crc=put.crc))
    return upload_id, parts


def case_by_hand(world: World) -> None:
    data = content(2 * PART + 7, "parts")
    headers = {
        "Content-Type": "application/x-big",
        "x-oss-meta-of": "parts",
        "Cache-Control": "no-store",
        "x-oss-tagging": "made=parts",
        "x-oss-storage-class": "IA",
    }
    upload_id, parts = upload(world, "big", data, headers=headers)
    world.check.state("not there before", world.bucket.object_exists("big"), False)
    done = world.bucket.complete_multipart_upload("big", upload_id, parts)
    world.check.reply("ETag", done.etag, re.compile("^[0-9A-F]{32}-3$"))
    got = world.bucket.get_object("big")
    world.check.state("content", got.read() == data, True)
    world.check.states(
        "get", got, etag=done.etag, content_length=len(data), object_type="Multipart", server_crc=done.crc
    )
    world.check.headers(
        "get",
        got.headers,
        {
            "Content-Type": "application/x-big",
            "x-oss-meta-of": "parts",
            "Cache-Control": "no-store",
            "x-oss-tagging-count": "1",
            "x-oss-storage-class": "IA",
        },
    )
    world.check.states(
        "list", world.bucket.list_objects().object_list[0], type="Multipart", size=len(data), etag=done.etag
    )
    tags = world.bucket.get_object_tagging("big").tag_set.tagging_rule
    world.check.state("tags", tags, {"made": "parts"})
    world.check.state("the upload is gone", world.bucket.list_multipart_uploads().upload_list, [])
    world.check.error("and its parts", lambda: world.bucket.list_parts("big", upload_id), **MISSING)


def case_parts_before_they_are_an_object(world: World) -> None:
    data = content(2 * PART + 7, "listed")
    upload_id, parts = upload(world, "a b", data)
    first = world.bucket.list_parts("a b", upload_id, max_parts=2)
    world.check.states("first page", first, is_truncated=True, next_marker="2")
    world.check.state("numbers", [part.part_number for part in first.parts], [1, 2])
    world.check.state("ETags", [part.etag for part in first.parts], [part.etag for part in parts[:2]])
    world.check.state("sizes", [part.size for part in first.parts], [PART, PART])
    numbers = [part.part_number for part in oss2.PartIterator(world.bucket, "a b", upload_id, max_parts=1)]
    world.check.state("iterator", numbers, [1, 2, 3])
    world.bucket.abort_multipart_upload("a b", upload_id)
    world.check.state("aborted", world.bucket.list_multipart_uploads().upload_list, [])
    world.check.error("its parts", lambda: world.bucket.list_parts("a b", upload_id), **MISSING)
    world.check.state("no object", world.bucket.object_exists("a b"), False)


def case_a_part_put_again(world: World) -> None:
    upload_id = world.bucket.init_multipart_upload("again").upload_id
    world.bucket.upload_part("again", upload_id, 1, b"first")
    put = world.bucket.upload_part("again", upload_id, 1, b"second")
    parts = world.bucket.list_parts("again", upload_id).parts
    world.check.state("one part", [(part.size, part.etag) for part in parts], [(6, etag(b"second"))])
    world.bucket.complete_multipart_upload("again", upload_id, [PartInfo(1, put.etag)])
    world.check.state("content", world.read("again"), b"second")


def case_all_parts_without_a_list(world: World) -> None:
    data = content(2 * PART, "all")
    upload_id, _ = upload(world, "all", data)
    world.bucket.complete_multipart_upload("all", upload_id, None, headers={"x-oss-complete-all": "yes"})
    world.check.state("content", world.read("all") == data, True)


def case_uploads_page_by_page(world: World) -> None:
    ids = [world.bucket.init_multipart_upload(key).upload_id for key in ("a/1", "a/1", "b", "c 中")]
    listed = world.bucket.list_multipart_uploads().upload_list
    world.check.state("keys", [found.key for found in listed], ["a/1", "a/1", "b", "c 中"])
    world.check.state("ids", sorted(found.upload_id for found in listed), sorted(ids))
    first = world.bucket.list_multipart_uploads(max_uploads=2)
    world.check.states("first page", first, is_truncated=True, next_key_marker="a/1")
    second = world.bucket.list_multipart_uploads(
        max_uploads=2, key_marker=first.next_key_marker, upload_id_marker=first.next_upload_id_marker
    )
    world.check.state("second page", [found.key for found in second.upload_list], ["b", "c 中"])
    world.check.state("no more", second.is_truncated, False)
    folded = world.bucket.list_multipart_uploads(delimiter="/")
    world.check.state("delimiter, keys", [found.key for found in folded.upload_list], ["b", "c 中"])
    world.check.state("delimiter, prefixes", folded.prefix_list, ["a/"])
    prefixed = world.bucket.list_multipart_uploads(prefix="a/").upload_list
    world.check.state("prefix", [found.key for found in prefixed], ["a/1", "a/1"])
    every = [found.key for found in oss2.MultipartUploadIterator(world.bucket, max_uploads=1)]
    world.check.state("iterator", every, ["a/1", "a/1", "b", "c 中"])
    own = [found.upload_id for found in oss2.ObjectUploadIterator(world.bucket, "a/1", max_uploads=1)]
    world.check.state("iterator of one key", sorted(own), sorted(ids[:2]))


def case_parts_that_are_copied(world: World) -> None:
    data = content(3 * PART, "source")
    world.bucket.put_object("source", data)
    upload_id = world.bucket.init_multipart_upload("target").upload_id
    parts = []
    for number, byte_range in ((1, (PART, 2 * PART - 1)), (2, (0, PART - 1))):
        put = world.bucket.upload_part_copy(world.name, "source", byte_range, "target", upload_id, number)
        parts.append(PartInfo(number, put.etag))
    listed = world.bucket.list_parts("target", upload_id).parts
    world.check.state(
        "ETags", [part.etag for part in listed], [etag(data[PART : 2 * PART]), etag(data[:PART])]
    )
    world.bucket.complete_multipart_upload(
        "target", upload_id, parts, headers={"x-oss-object-acl": "public-read"}
    )
    world.check.state("content", world.read("target") == data[PART : 2 * PART] + data[:PART], True)
    world.check.state("ACL", world.bucket.get_object_acl("target").acl, "public-read")
