"""What the other operations do with versions."""

from __future__ import annotations

import alibabacloud_oss_v2 as oss

from .copies import copy
from .errors import MISSING, NO_BUCKET
from .links import put_link
from .multipart import begin, complete, put_part
from .versions import delete, enable, ids, list_versions, put
from .world import World


def case_tags_and_acl_of_each(world: World) -> None:
    enable(world)
    one, two = put(world, "a", b"one", b"two")

    def tags(version_id: str) -> dict[str, str]:
        request = oss.GetObjectTaggingRequest(bucket=world.bucket, key="a", version_id=version_id)
        return {tag.key: tag.value for tag in world.client.get_object_tagging(request).tag_set.tags or []}

    def acl(version_id: str | None = None) -> str:
        request = oss.GetObjectAclRequest(bucket=world.bucket, key="a", version_id=version_id)
        return world.client.get_object_acl(request).acl

    tagging = oss.Tagging(tag_set=oss.TagSet(tags=[oss.Tag(key="of", value="one")]))
    world.client.put_object_tagging(
        oss.PutObjectTaggingRequest(bucket=world.bucket, key="a", version_id=one, tagging=tagging)
    )
    world.check.state("tags of the first", tags(one), {"of": "one"})
    world.check.state("tags of the second", tags(two), {})
    request = oss.DeleteObjectTaggingRequest(bucket=world.bucket, key="a", version_id=one)
    world.client.delete_object_tagging(request)
    world.check.state("tags deleted", tags(one), {})
    request = oss.PutObjectAclRequest(bucket=world.bucket, key="a", version_id=one, acl="public-read")
    world.client.put_object_acl(request)
    world.check.state("ACL of the first", acl(one), "public-read")
    world.check.state("ACL of the second", acl(), "default")


def case_copies_of_an_old_one(world: World) -> None:
    enable(world)
    one, _ = put(world, "a", b"one", b"two")
    copied = copy(world, "a", "b", source_version_id=one)
    world.check.reply("its source", copied.source_version_id, one)
    world.check.state("content", world.read("b"), b"one")
    world.check.state("its id", world.head("b").version_id, copied.version_id)
    copy(world, "a", "a", source_version_id=one)
    world.check.state("brought back", world.read("a"), b"one")
    world.check.state("as a version of its own", len(ids(world)), 4)
    delete(world, "a")
    world.check.error("of a delete marker", lambda: copy(world, "a", "b"), **MISSING)


def case_uploads_in_parts(world: World) -> None:
    enable(world)
    (one,) = put(world, "a", b"one")
    upload_id = begin(world, "a")
    done = complete(world, "a", upload_id, [put_part(world, "a", upload_id, 1, b"parts")])
    world.check.state("the new one", world.read("a"), b"parts")
    world.check.state("its id", world.head("a").version_id, done.version_id)
    world.check.state("the old one", world.read("a", version_id=one), b"one")
    upload_id = begin(world, "copied")
    part = world.client.upload_part_copy(
        oss.UploadPartCopyRequest(
            bucket=world.bucket,
            key="copied",
            upload_id=upload_id,
            part_number=1,
            source_key="a",
            source_version_id=one,
        )
    )
    world.check.reply("its source", part.source_version_id, one)
    complete(world, "copied", upload_id, [oss.UploadPart(part_number=1, etag=part.etag)])
    world.check.state("a part of an old one", world.read("copied"), b"one")


def case_links(world: World) -> None:
    enable(world)
    put(world, "first", b"first")
    put(world, "second", b"second")
    put_link(world, "link", "first")
    link = world.head("link").version_id
    put_link(world, "link", "second")

    def target(version_id: str | None = None) -> str:
        request = oss.GetSymlinkRequest(bucket=world.bucket, key="link", version_id=version_id)
        return world.client.get_symlink(request).target

    world.check.state("the current one", target(), "second")
    world.check.state("the content", world.read("link"), b"second")
    old = [found.version_id for found in list_versions(world, prefix="link").version][1]
    world.check.state("the old one", target(old), "first")
    world.check.state("the content of the old one", world.read("link", version_id=old), b"first")
    world.check.state("its id", link, old)


def case_several_deleted_in_one_request(world: World) -> None:
    enable(world)
    one, two = put(world, "a", b"one", b"two")
    put(world, "b", b"b")
    objects = [oss.DeleteObject(key="a", version_id=one), oss.DeleteObject(key="b")]
    request = oss.DeleteMultipleObjectsRequest(bucket=world.bucket, objects=objects)
    version, marker = world.client.delete_multiple_objects(request).deleted_objects
    world.check.reply("the version", (version.key, version.version_id), ("a", one))
    world.check.reply("the marker", (marker.key, marker.delete_marker), ("b", True))
    listed = list_versions(world)
    world.check.state("versions", [found.key for found in listed.version], ["a", "b"])
    markers = [found.version_id for found in listed.delete_marker]
    world.check.state("marker", markers, [marker.delete_marker_version_id])
    world.check.state("the other version", ids(world)[0], two)


def case_buckets_that_hold_them(world: World) -> None:
    enable(world)
    (one,) = put(world, "a", b"one")
    marker = delete(world, "a").version_id
    world.check.state("no object", world.keys(), [])
    delete_bucket = lambda: world.client.delete_bucket(oss.DeleteBucketRequest(bucket=world.bucket))
    full = {"type": "OperationError", "status_code": 409, "code": "BucketNotEmpty"}
    world.check.error("deleted with a version", delete_bucket, **full)
    delete(world, "a", one)
    world.check.error("deleted with a marker", delete_bucket, **full)
    delete(world, "a", marker)
    delete_bucket()
    world.check.error("deleted", lambda: list_versions(world), **NO_BUCKET)
