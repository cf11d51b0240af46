"""What the other operations do with versions."""

from oss2.models import BatchDeleteObjectVersion, BatchDeleteObjectVersionList, PartInfo

from .tags import tagging
from .versions import MISSING, enable, ids, put, version
from .world import World


def case_tags_and_acl_of_each(world: World) -> None:
    enable(world)
    one, two = put(world, "a", b"one", b"two")

    def tags(version_id: str) -> dict[str, str]:
        return world.bucket.get_object_tagging("a", **version(version_id)).tag_set.tagging_rule

    world.bucket.put_object_tagging("a", tagging(of="one"), **version(one))
    world.check.state("tags of the first", tags(one), {"of": "one"})
    world.check.state("tags of the second", tags(two), {})
    world.bucket.delete_object_tagging("a", **version(one))
    world.check.state("tags deleted", tags(one), {})
    world.bucket.put_object_acl("a", "public-read", **version(one))
    world.check.state("ACL of the first", world.bucket.get_object_acl("a", **version(one)).acl, "public-read")
    world.check.state("ACL of the second", world.bucket.get_object_acl("a").acl, "default")


def case_copies_of_an_old_one(world: World) -> None:
    enable(world)
    one, _ = put(world, "a", b"one", b"two")
    copied = world.bucket.copy_object(world.name, "a", "b", **version(one))
    world.check.reply("its source", copied.headers["x-oss-copy-source-version-id"], one)
    world.check.state("content", world.read("b"), b"one")
    world.check.state("its id", world.bucket.head_object("b").versionid, copied.versionid)
    world.bucket.copy_object(world.name, "a", "a", **version(one))
    world.check.state("brought back", world.read("a"), b"one")
    world.check.state("as a version of its own", len(ids(world)), 4)
    world.bucket.delete_object("a")
    world.check.error("of a delete marker", lambda: world.bucket.copy_object(world.name, "a", "b"), **MISSING)


def case_uploads_in_parts(world: World) -> None:
    enable(world)
    (one,) = put(world, "a", b"one")
    upload_id = world.bucket.init_multipart_upload("a").upload_id
    part = world.bucket.upload_part("a", upload_id, 1, b"parts")
    infos = [PartInfo(1, part.etag, 5, part_crc=part.crc)]
    done = world.bucket.complete_multipart_upload("a", upload_id, infos)
    world.check.state("the new one", world.read("a"), b"parts")
    world.check.state("its id", world.bucket.head_object("a").versionid, done.versionid)
    world.check.state("the old one", world.read("a", **version(one)), b"one")
    upload_id = world.bucket.init_multipart_upload("copied").upload_id
    part = world.bucket.upload_part_copy(world.name, "a", (0, 2), "copied", upload_id, 1, **version(one))
    world.bucket.complete_multipart_upload("copied", upload_id, [PartInfo(1, part.etag)], None)
    world.check.state("a part of an old one", world.read("copied"), b"one")


def case_links(world: World) -> None:
    enable(world)
    put(world, "first", b"first")
    put(world, "second", b"second")
    link = world.bucket.put_symlink("first", "link").versionid
    world.bucket.put_symlink("second", "link")
    world.check.state("the current one", world.bucket.get_symlink("link").target_key, "second")
    world.check.state("the old one", world.bucket.get_symlink("link", **version(link)).target_key, "first")
    world.check.state("content", world.read("link"), b"second")
    world.check.state("content of the old one", world.read("link", **version(link)), b"first")


def case_appended_ones(world: World) -> None:
    world.bucket.append_object("log", 0, b"one,")
    enable(world)
    world.bucket.append_object("log", 4, b"two")
    world.check.state("content", world.read("log"), b"one,two")
    world.check.state("one version", ids(world), ["null"])


def case_several_deleted_in_one_request(world: World) -> None:
    enable(world)
    one, two = put(world, "a", b"one", b"two")
    put(world, "b", b"b")
    wanted = BatchDeleteObjectVersionList([BatchDeleteObjectVersion("a", one), BatchDeleteObjectVersion("b")])
    deleted = world.bucket.delete_object_versions(wanted).delete_versions
    world.check.reply("the version", (deleted[0].key, deleted[0].versionid), ("a", one))
    world.check.reply("the marker", (deleted[1].key, deleted[1].delete_marker), ("b", True))
    listed = world.bucket.list_object_versions()
    world.check.state("versions", [found.key for found in listed.versions], ["a", "b"])
    markers = [found.versionid for found in listed.delete_marker]
    world.check.state("marker", markers, [deleted[1].delete_marker_versionid])
    world.check.state("the other version", ids(world)[0], two)


def case_buckets_that_hold_them(world: World) -> None:
    enable(world)
    (one,) = put(world, "a", b"one")
    marker = world.bucket.delete_object("a").versionid
    world.check.state("no object", world.keys(), [])
    full = {"type": "BucketNotEmpty", "status": 409, "code": "BucketNotEmpty"}
    world.check.error("deleted with a version", world.bucket.delete_bucket, **full)
    world.bucket.delete_object("a", **version(one))
    world.check.error("deleted with a marker", world.bucket.delete_bucket, **full)
    world.bucket.delete_object("a", **version(marker))
    world.bucket.delete_bucket()
    gone = {"type": "NoSuchBucket", "status": 404, "code": "NoSuchBucket"}
    world.check.error("deleted", world.bucket.get_bucket_versioning, **gone)
