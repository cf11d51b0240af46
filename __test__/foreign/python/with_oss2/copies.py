"""Copies inside a bucket and between buckets."""

from oss2.utils import http_date

from harness.accounts import READER
from harness.content import etag

from .world import World

TEXT = b"hello, copy"


def case_inside_a_bucket(world: World) -> None:
    world.bucket.put_object(
        "dir/source", TEXT, headers={"Content-Type": "text/x-mine", "x-oss-meta-of": "source"}
    )
    copied = world.bucket.copy_object(world.name, "dir/source", "target")
    world.check.reply("ETag", copied.etag, etag(TEXT))
    got = world.bucket.get_object("target")
    world.check.state("content", got.read(), TEXT)
    world.check.headers("headers", got.headers, {"Content-Type": "text/x-mine", "x-oss-meta-of": "source"})
    world.check.state("the source stays", world.read("dir/source"), TEXT)


def case_from_another_bucket(world: World) -> None:
    other = world.new_bucket()
    other.put_object("中 文+.txt", TEXT)
    world.bucket.copy_object(other.bucket_name, "中 文+.txt", "a")
    world.check.state("content", world.read("a"), TEXT)
    world.check.state("the other bucket", world.keys(other), ["中 文+.txt"])


def case_with_headers_of_its_own(world: World) -> None:
    world.bucket.put_object("source", TEXT, headers={"x-oss-meta-of": "source", "Cache-Control": "no-store"})
    headers = {"x-oss-metadata-directive": "REPLACE", "x-oss-meta-of": "target", "Content-Language": "en"}
    world.bucket.copy_object(world.name, "source", "target", headers=headers)
    expected = {"x-oss-meta-of": "target", "Content-Language": "en", "Cache-Control": None}
    world.check.headers("headers", world.bucket.head_object("target").headers, expected)
    headers = {"x-oss-storage-class": "IA", "x-oss-object-acl": "public-read"}
    world.bucket.copy_object(world.name, "source", "cold", headers=headers)
    world.check.state("class", world.bucket.head_object("cold").headers["x-oss-storage-class"], "IA")
    world.check.state("ACL", world.bucket.get_object_acl("cold").acl, "public-read")


def case_under_conditions(world: World) -> None:
    put = world.bucket.put_object("source", TEXT)
    modified = world.bucket.head_object("source").last_modified

    def copy(name: str, value: str) -> None:
        headers = {f"x-oss-copy-source-{name}": value}
        world.bucket.copy_object(world.name, "source", "target", headers=headers)

    failed = {"type": "PreconditionFailed", "status": 412, "code": "PreconditionFailed"}
    unchanged = {"type": "NotModified", "status": 304}
    world.check.error("if-match", lambda: copy("if-match", '"0"'), **failed)
    world.check.error(
        "if-unmodified-since", lambda: copy("if-unmodified-since", http_date(modified - 3600)), **failed
    )
    world.check.error("if-none-match", lambda: copy("if-none-match", f'"{put.etag}"'), **unchanged)
    world.check.error(
        "if-modified-since", lambda: copy("if-modified-since", http_date(modified)), **unchanged
    )
    world.check.state("nothing was copied", world.keys(), ["source"])
    copy("if-match", f'"{put.etag}"')
    world.check.state("when it holds", world.read("target"), TEXT)


def case_that_are_refused(world: World) -> None:
    missing = lambda: world.bucket.copy_object(world.name, "none", "a")
    world.check.error("no such key", missing, type="NoSuchKey", status=404, code="NoSuchKey")
    nowhere = lambda: world.bucket.copy_object("foreign-nowhere", "a", "a")
    world.check.error("no such bucket", nowhere, type="NoSuchBucket", status=404, code="NoSuchBucket")
    world.bucket.put_object("secret", TEXT)
    own = world.new_bucket()
    reader = world.make(own.bucket_name, READER)
    denied = lambda: reader.copy_object(world.name, "secret", "a")
    world.check.error("no right to write", denied, type="AccessDenied", status=403, code="AccessDenied")
    world.check.state("nothing was copied", world.keys(own), [])
