"""Objects: put, read, what HEAD tells, what is not there."""

import hashlib
import re
from base64 import b64encode

from harness.content import content, etag

from .world import World

TEXT = b"hello, object"
MISSING = {"type": "NoSuchKey", "status": 404, "code": "NoSuchKey"}


def case_bytes(world: World) -> None:
    put = world.bucket.put_object("a/b.txt", TEXT)
    world.check.reply("ETag of the put", put.etag, etag(TEXT))
    world.check.reply("request id", put.request_id, re.compile(r"^[0-9A-F]{24}$"))
    got = world.bucket.get_object("a/b.txt")
    world.check.state("content", got.read(), TEXT)
    world.check.states(
        "get",
        got,
        content_type="text/plain",
        content_length=13,
        etag=etag(TEXT),
        object_type="Normal",
        server_crc=put.crc,
    )
    head = world.bucket.head_object("a/b.txt")
    world.check.states(
        "head",
        head,
        content_type="text/plain",
        content_length=13,
        etag=etag(TEXT),
        object_type="Normal",
        server_crc=put.crc,
    )
    world.check.state("the same date", head.last_modified, got.last_modified)
    world.check.headers("head", head.headers, {"x-oss-storage-class": "Standard", "Accept-Ranges": "bytes"})


def case_text_and_iterables(world: World) -> None:
    world.bucket.put_object("text", "héllo, 中文")
    world.check.state("text", world.read("text").decode(), "héllo, 中文")
    world.bucket.put_object("pieces", iter([b"one,", b"two,", b"three"]))
    world.check.state("an iterable of unknown length", world.read("pieces"), b"one,two,three")
    world.check.state("its size", world.bucket.head_object("pieces").content_length, 13)


def case_nothing_at_all(world: World) -> None:
    world.bucket.put_object("empty", b"")
    got = world.bucket.get_object("empty")
    world.check.state("content", got.read(), b"")
    world.check.states("get", got, content_length=0, etag="D41D8CD98F00B204E9800998ECF8427E", server_crc=0)
    world.check.state("size in lists", world.bucket.list_objects().object_list[0].size, 0)


def case_three_megabytes(world: World) -> None:
    data = content(3 << 20)
    world.bucket.put_object("large", data)
    got = world.bucket.get_object("large")
    world.check.state("content", got.read() == data, True)
    world.check.state("CRC of the reader", got.client_crc, got.server_crc)
    world.check.state("ETag", got.etag, etag(data))


def case_the_last_put_wins(world: World) -> None:
    world.bucket.put_object("a", b"first, and longer", headers={"x-oss-meta-of": "first"})
    world.bucket.put_object("a", b"second")
    world.check.state("content", world.read("a"), b"second")
    world.check.state("metadata", world.bucket.head_object("a").headers.get("x-oss-meta-of"), None)


def case_forbidden_to_overwrite(world: World) -> None:
    headers = {"x-oss-forbid-overwrite": "true"}
    world.bucket.put_object("once", TEXT, headers=headers)
    refused = {"type": "ServerError", "status": 409, "code": "FileAlreadyExists"}
    world.check.error("put", lambda: world.bucket.put_object("once", b"other", headers=headers), **refused)
    world.check.state("after put", world.read("once"), TEXT)
    world.bucket.put_object("source", b"other")
    copy = lambda: world.bucket.copy_object(world.name, "source", "once", headers=headers)
    world.check.error("copy", copy, **refused)
    world.check.state("after copy", world.read("once"), TEXT)


def case_digests(world: World) -> None:
    def put(digest: str) -> None:
        world.bucket.put_object("a", TEXT, headers={"Content-MD5": digest})

    wrong = b64encode(hashlib.md5(b"other").digest()).decode()
    world.check.error(
        "of something else", lambda: put(wrong), type="InvalidDigest", status=400, code="InvalidDigest"
    )
    world.check.state("nothing was stored", world.bucket.object_exists("a"), False)
    right = b64encode(hashlib.md5(TEXT).digest()).decode()
    put(right)
    world.check.state("of the body", world.bucket.head_object("a").headers.get("Content-MD5"), right)


def case_what_is_not_there(world: World) -> None:
    bucket, check = world.bucket, world.check
    check.error(
        "get",
        lambda: bucket.get_object("none"),
        **MISSING,
        message="The specified key does not exist.",
        request_id=re.compile(r"^[0-9A-F]{24}$"),
        ec="0026-00000001",
    )
    check.error("head", lambda: bucket.head_object("none"), **MISSING, ec="0026-00000001")
    check.error("get_object_meta", lambda: bucket.get_object_meta("none"), **MISSING)
    check.error("copy", lambda: bucket.copy_object(world.name, "none", "a"), **MISSING)
    check.error("ACL", lambda: bucket.get_object_acl("none"), **MISSING)
    check.state("object_exists", bucket.object_exists("none"), False)
    bucket.put_object("there", b"")
    check.state("object_exists, when it does", bucket.object_exists("there"), True)


def case_the_short_form_of_head(world: World) -> None:
    world.bucket.put_object("a", TEXT, headers={"x-oss-meta-of": "mine"})
    meta = world.bucket.get_object_meta("a")
    world.check.states("meta", meta, content_length=13, etag=etag(TEXT))
    world.check.state("date", meta.last_modified, world.bucket.head_object("a").last_modified)
    world.check.state("without metadata", meta.headers.get("x-oss-meta-of"), None)


def case_a_storage_class(world: World) -> None:
    world.bucket.put_object("a", TEXT, headers={"x-oss-storage-class": "IA"})
    world.check.state("head", world.bucket.head_object("a").headers["x-oss-storage-class"], "IA")
    world.check.state("list", world.bucket.list_objects().object_list[0].storage_class, "IA")
    headers = {"x-oss-storage-class": "Hot"}
    world.check.error(
        "an unknown one", lambda: world.bucket.put_object("b", TEXT, headers=headers), status=400
    )
    world.check.state("it was not stored", world.keys(), ["a"])
