"""Versions of objects: kept, hidden, suspended, listed."""

from __future__ import annotations

import re

from oss2.models import BucketVersioningConfig

from harness.accounts import ACCOUNT
from harness.content import etag

from .world import World

MISSING = {"type": "NoSuchKey", "status": 404, "code": "NoSuchKey"}
NO_VERSION = {"status": 404, "code": "NoSuchVersion"}


def enable(world: World, status: str = "Enabled") -> None:
    world.bucket.put_bucket_versioning(BucketVersioningConfig(status))


def put(world: World, key: str, *contents: bytes) -> list[str]:
    """Puts one content after the other; the ids of the versions."""
    return [world.bucket.put_object(key, content).versionid for content in contents]


def version(version_id: str) -> dict[str, dict[str, str]]:
    """The argument that names a version."""
    return {"params": {"versionId": version_id}}


def ids(world: World) -> list[str]:
    return [found.versionid for found in world.bucket.list_object_versions().versions]


def case_stay_when_an_object_is_put_again(world: World) -> None:
    put(world, "a", b"zero")
    enable(world)
    one, two = put(world, "a", b"one", b"two")
    world.check.reply("an id", one, re.compile("^CAEQ"))
    world.check.state("the current one", world.read("a"), b"two")
    world.check.state("the one before", world.read("a", **version(one)), b"one")
    world.check.state("the one of before", world.read("a", **version("null")), b"zero")
    world.check.states(
        "head", world.bucket.head_object("a", **version(one)), etag=etag(b"one"), versionid=one
    )
    world.check.states("short head", world.bucket.get_object_meta("a", **version(one)), etag=etag(b"one"))
    world.check.states("head of the current one", world.bucket.head_object("a"), versionid=two)
    world.check.state("list, ids", ids(world), [two, one, "null"])
    listed = world.bucket.list_object_versions().versions
    world.check.state("list, which is current", [found.is_latest for found in listed], [True, False, False])
    world.check.states(
        "list, entry",
        listed[1],
        key="a",
        etag=etag(b"one"),
        size=3,
        type="Normal",
        storage_class="Standard",
        last_modified=world.bucket.head_object("a", **version(one)).last_modified,
    )
    world.check.state("list, owner", (listed[1].owner.id, listed[1].owner.display_name), (ACCOUNT, "demo"))
    world.check.state("plain list", [found.size for found in world.bucket.list_objects().object_list], [3])


def case_are_hidden_by_a_delete_marker(world: World) -> None:
    enable(world)
    (one,) = put(world, "a", b"one")
    gone = world.bucket.delete_object("a")
    world.check.reply("marker", gone.delete_marker, True)
    world.check.error("get", lambda: world.bucket.get_object("a"), **MISSING)
    world.check.error("head", lambda: world.bucket.head_object("a"), **MISSING)
    world.check.state("plain list", world.keys(), [])
    world.check.state("the version", world.read("a", **version(one)), b"one")
    marker = version(gone.versionid)
    not_allowed = {"status": 405, "code": "MethodNotAllowed"}
    world.check.error("get of the marker", lambda: world.bucket.get_object("a", **marker), **not_allowed)
    listed = world.bucket.list_object_versions()
    versions = [(found.versionid, found.is_latest) for found in listed.versions]
    world.check.state("versions", versions, [(one, False)])
    markers = [(found.key, found.versionid, found.is_latest) for found in listed.delete_marker]
    world.check.state("markers", markers, [("a", gone.versionid, True)])
    world.check.state("owner of the marker", listed.delete_marker[0].owner.id, ACCOUNT)
    world.bucket.delete_object("a", **marker)
    world.check.state("without the marker", world.read("a"), b"one")
    world.bucket.delete_object("a", **version(one))
    world.check.error("without the version", lambda: world.bucket.get_object("a"), **MISSING)
    world.check.state("nothing is left", ids(world), [])


def case_while_versioning_is_suspended(world: World) -> None:
    enable(world)
    (one,) = put(world, "a", b"one")
    enable(world, "Suspended")
    world.check.reply("id", put(world, "a", b"two"), ["null"])
    put(world, "a", b"three")
    world.check.state("the current one", world.read("a"), b"three")
    world.check.state("the null one", world.read("a", **version("null")), b"three")
    world.check.state("the old one", world.read("a", **version(one)), b"one")
    world.check.state("list", ids(world), ["null", one])
    world.check.reply("id of the marker", world.bucket.delete_object("a").versionid, "null")
    world.check.state("the null version went", ids(world), [one])
    world.check.error("get", lambda: world.bucket.get_object("a"), **MISSING)


def case_that_are_not_there(world: World) -> None:
    enable(world)
    (one,) = put(world, "a", b"one")
    put(world, "b", b"b")
    world.check.error("of another key", lambda: world.bucket.get_object("b", **version(one)), **NO_VERSION)
    wrong = {"type": "InvalidArgument", "status": 400, "code": "InvalidArgument", "name": "versionId"}
    world.check.error("an id of nobody", lambda: world.bucket.get_object("a", **version("x")), **wrong)
    world.check.error("null", lambda: world.bucket.head_object("a", **version("null")), **NO_VERSION)
    world.bucket.delete_object("a", **version("null"))
    world.check.state("deleting them changes nothing", ids(world)[0], one)


def case_page_by_page(world: World) -> None:
    enable(world)
    first, second = put(world, "a/1", b"x", b"y")
    world.bucket.delete_object("a/1")
    put(world, "b 中", b"z")
    page = world.bucket.list_object_versions(max_keys=2)
    world.check.state("first page", [found.versionid for found in page.versions], [second])
    world.check.state("first page, markers", [found.key for found in page.delete_marker], ["a/1"])
    world.check.states(
        "first page", page, is_truncated=True, next_key_marker="a/1", next_versionid_marker=second
    )
    rest = world.bucket.list_object_versions(
        key_marker=page.next_key_marker, versionid_marker=page.next_versionid_marker
    )
    world.check.state("second page", [found.key for found in rest.versions], ["a/1", "b 中"])
    world.check.states("second page", rest.versions[0], versionid=first)
    world.check.states("second page", rest, is_truncated=False)
    prefixed = world.bucket.list_object_versions(prefix="b ")
    world.check.state("prefix", [found.key for found in prefixed.versions], ["b 中"])
    folded = world.bucket.list_object_versions(delimiter="/")
    world.check.state("delimiter, prefixes", folded.common_prefix, ["a/"])
    world.check.state("delimiter, keys", [found.key for found in folded.versions], ["b 中"])
