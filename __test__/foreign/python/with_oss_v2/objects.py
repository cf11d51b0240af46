"""Objects: put, read, what HEAD tells, what is not there."""

import hashlib
import io
import re
from base64 import b64encode

import alibabacloud_oss_v2 as oss

from harness.content import content, etag

from .errors import EXISTS, MISSING
from .world import World

TEXT = b"hello, object"


def case_bytes(world: World) -> None:
    put = world.put("a/b.txt", TEXT)
    world.check.reply("ETag of the put", put.etag, f'"{etag(TEXT)}"')
    world.check.reply("request id", put.request_id, re.compile("^[0-9A-F]{24}$"))
    told = {
        "content_type": "text/plain",
        "content_length": 13,
        "etag": f'"{etag(TEXT)}"',
        "object_type": "Normal",
        "storage_class": "Standard",
        "hash_crc64": put.hash_crc64,
        "content_md5": put.content_md5,
    }
    got = world.get("a/b.txt")
    world.check.state("content", got.body.read(), TEXT)
    world.check.states("get", got, **told)
    head = world.head("a/b.txt")
    world.check.states("head", head, **told)
    world.check.state("the same date", head.last_modified, got.last_modified)


def case_text_files_and_iterables(world: World) -> None:
    world.put("text", "hello")
    world.check.state("text", world.read("text"), b"hello")
    world.put("pieces", iter([b"one,", b"two,", b"three"]))
    world.check.state("an iterable of unknown length", world.read("pieces"), b"one,two,three")
    world.check.state("its size", world.head("pieces").content_length, 13)
    world.put("file", io.BytesIO(TEXT))
    world.check.state("a file", world.read("file"), TEXT)


def case_nothing_at_all(world: World) -> None:
    world.put("empty", b"")
    got = world.get("empty")
    world.check.state("content", got.body.read(), b"")
    world.check.states(
        "get", got, content_length=0, etag='"D41D8CD98F00B204E9800998ECF8427E"', hash_crc64="0"
    )
    world.check.state("size in lists", world.list().contents[0].size, 0)


def case_three_megabytes(world: World) -> None:
    data = content(3 << 20)
    world.put("large", data)
    got = world.get("large")
    world.check.state("content", got.body.read() == data, True)
    world.check.state("ETag", got.etag, f'"{etag(data)}"')


def case_the_last_put_wins(world: World) -> None:
    world.put("a", b"first, and longer", metadata={"of": "first"})
    world.put("a", b"second")
    world.check.state("content", world.read("a"), b"second")
    world.check.state("metadata", world.head("a").headers.get("x-oss-meta-of"), None)


def case_forbidden_to_overwrite(world: World) -> None:
    world.put("once", TEXT, forbid_overwrite=True)
    world.check.error("put", lambda: world.put("once", b"other", forbid_overwrite=True), **EXISTS)
    world.check.state("after put", world.read("once"), TEXT)
    world.put("source", b"other")
    request = oss.CopyObjectRequest(
        bucket=world.bucket, key="once", source_key="source", forbid_overwrite=True
    )
    world.check.error("copy", lambda: world.client.copy_object(request), **EXISTS)
    world.check.state("after copy", world.read("once"), TEXT)


def case_digests(world: World) -> None:
    wrong = b64encode(hashlib.md5(b"other").digest()).decode()
    refused = {"status_code": 400, "code": "InvalidDigest"}
    world.check.error("of something else", lambda: world.put("a", TEXT, content_md5=wrong), **refused)
    world.check.state("nothing was stored", world.exists("a"), False)
    right = b64encode(hashlib.md5(TEXT).digest()).decode()
    world.put("a", TEXT, content_md5=right)
    world.check.state("of the body", world.head("a").content_md5, right)


def case_what_is_not_there(world: World) -> None:
    world.check.error(
        "get",
        lambda: world.get("none"),
        **MISSING,
        message="The specified key does not exist.",
        request_id=re.compile("^[0-9A-F]{24}$"),
        ec="0026-00000001",
    )
    world.check.error("head", lambda: world.head("none"), **MISSING, ec="0026-00000001")
    meta = oss.GetObjectMetaRequest(bucket=world.bucket, key="none")
    world.check.error("get_object_meta", lambda: world.client.get_object_meta(meta), **MISSING)
    acl = oss.GetObjectAclRequest(bucket=world.bucket, key="none")
    world.check.error("ACL", lambda: world.client.get_object_acl(acl), **MISSING)
    world.check.state("is_object_exist", world.exists("none"), False)
    world.put("there", b"")
    world.check.state("is_object_exist, when it does", world.exists("there"), True)


def case_the_short_form_of_head(world: World) -> None:
    put = world.put("a", TEXT, metadata={"of": "mine"})
    meta = world.client.get_object_meta(oss.GetObjectMetaRequest(bucket=world.bucket, key="a"))
    world.check.states("meta", meta, content_length=13, etag=put.etag, hash_crc64=put.hash_crc64)
    world.check.state("date", meta.last_modified, world.head("a").last_modified)
    world.check.state("without metadata", meta.headers.get("x-oss-meta-of"), None)


def case_a_storage_class(world: World) -> None:
    world.put("a", TEXT, storage_class="IA")
    world.check.state("head", world.head("a").storage_class, "IA")
    world.check.state("list", world.list().contents[0].storage_class, "IA")
    world.check.error("an unknown one", lambda: world.put("b", TEXT, storage_class="Hot"), status_code=400)
    world.check.state("it was not stored", world.keys(), ["a"])
