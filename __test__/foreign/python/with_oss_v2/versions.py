"""Versions of objects: kept, hidden, suspended, listed."""

from __future__ import annotations

import re
from typing import Any

import alibabacloud_oss_v2 as oss

from harness.accounts import ACCOUNT
from harness.content import etag

from .errors import MISSING, REFUSED
from .world import World

NO_VERSION = {"type": "OperationError", "status_code": 404, "code": "NoSuchVersion"}


def enable(world: World, status: str = "Enabled") -> None:
    config = oss.VersioningConfiguration(status=status)
    request = oss.PutBucketVersioningRequest(bucket=world.bucket, versioning_configuration=config)
    world.client.put_bucket_versioning(request)


def put(world: World, key: str, *contents: bytes) -> list[str]:
    """Puts one content after the other; the ids of the versions."""
    return [world.put(key, content).version_id for content in contents]


def delete(world: World, key: str, version_id: str | None = None) -> oss.DeleteObjectResult:
    return world.client.delete_object(
        oss.DeleteObjectRequest(bucket=world.bucket, key=key, version_id=version_id)
    )


def list_versions(world: World, **fields: Any) -> oss.ListObjectVersionsResult:
    return world.client.list_object_versions(oss.ListObjectVersionsRequest(bucket=world.bucket, **fields))


def ids(world: World) -> list[str]:
    return [found.version_id for found in list_versions(world).version or []]


def case_stay_when_an_object_is_put_again(world: World) -> None:
    put(world, "a", b"zero")
    enable(world)
    one, two = put(world, "a", b"one", b"two")
    world.check.reply("an id", one, re.compile("^CAEQ"))
    world.check.state("the current one", world.read("a"), b"two")
    world.check.state("the one before", world.read("a", version_id=one), b"one")
    world.check.state("the one of before", world.read("a", version_id="null"), b"zero")
    head = world.head("a", version_id=one)
    world.check.states("head", head, etag=f'"{etag(b"one")}"', version_id=one, content_length=3)
    world.check.states("head of the current one", world.head("a"), version_id=two)
    request = oss.GetObjectMetaRequest(bucket=world.bucket, key="a", version_id=one)
    world.check.states("short head", world.client.get_object_meta(request), etag=head.etag, version_id=one)
    listed = list_versions(world)
    world.check.states("list", listed, name=world.bucket, is_truncated=False, max_keys=100)
    world.check.state("list, ids", [found.version_id for found in listed.version], [two, one, "null"])
    world.check.state(
        "list, which is current", [found.is_latest for found in listed.version], [True, False, False]
    )
    world.check.states(
        "list, entry",
        listed.version[1],
        key="a",
        etag=head.etag,
        size=3,
        object_type="Normal",
        storage_class="Standard",
        last_modified=head.last_modified,
    )
    owner = listed.version[1].owner
    world.check.state("list, owner", (owner.id, owner.display_name), (ACCOUNT, "demo"))
    world.check.state("plain list", [found.size for found in world.list().contents], [3])


def case_are_hidden_by_a_delete_marker(world: World) -> None:
    enable(world)
    (one,) = put(world, "a", b"one")
    gone = delete(world, "a")
    world.check.reply("marker", gone.delete_marker, True)
    world.check.error("get", lambda: world.get("a"), **MISSING)
    world.check.error("head", lambda: world.head("a"), **MISSING)
    world.check.state("is_object_exist", world.exists("a"), False)
    world.check.state("plain list", world.keys(), [])
    world.check.state("the version", world.read("a", version_id=one), b"one")
    not_allowed = {"type": "OperationError", "status_code": 405, "code": "MethodNotAllowed"}
    world.check.error("get of the marker", lambda: world.get("a", version_id=gone.version_id), **not_allowed)
    listed = list_versions(world)
    world.check.state(
        "versions", [(found.version_id, found.is_latest) for found in listed.version], [(one, False)]
    )
    markers = [(found.key, found.version_id, found.is_latest) for found in listed.delete_marker]
    world.check.state("markers", markers, [("a", gone.version_id, True)])
    world.check.state("owner of the marker", listed.delete_marker[0].owner.id, ACCOUNT)
    delete(world, "a", gone.version_id)
    world.check.state("without the marker", world.read("a"), b"one")
    delete(world, "a", one)
    world.check.error("without the version", lambda: world.get("a"), **MISSING)
    world.check.state("nothing is left", ids(world), [])


def case_while_versioning_is_suspended(world: World) -> None:
    enable(world)
    (one,) = put(world, "a", b"one")
    enable(world, "Suspended")
    world.check.reply("id", put(world, "a", b"two"), ["null"])
    put(world, "a", b"three")
    world.check.state("the current one", world.read("a"), b"three")
    world.check.state("the null one", world.read("a", version_id="null"), b"three")
    world.check.state("the old one", world.read("a", version_id=one), b"one")
    world.check.state("list", ids(world), ["null", one])
    world.check.reply("id of the marker", delete(world, "a").version_id, "null")
    world.check.state("the null version went", ids(world), [one])
    world.check.error("get", lambda: world.get("a"), **MISSING)


def case_that_are_not_there(world: World) -> None:
    enable(world)
    (one,) = put(world, "a", b"one")
    put(world, "b", b"b")
    world.check.error("of another key", lambda: world.get("b", version_id=one), **NO_VERSION)
    world.check.error("an id of nobody", lambda: world.get("a", version_id="x"), **REFUSED)
    world.check.error("null", lambda: world.head("a", version_id="null"), **NO_VERSION)
    world.check.state(
        "is_object_exist", world.client.is_object_exist(world.bucket, "a", version_id=one), True
    )
    delete(world, "a", "null")
    world.check.state("deleting them changes nothing", ids(world)[0], one)


def case_page_by_page(world: World) -> None:
    enable(world)
    first, second = put(world, "a/1", b"x", b"y")
    delete(world, "a/1")
    put(world, "b 中", b"z")
    page = list_versions(world, max_keys=2)
    world.check.state("first page", [found.version_id for found in page.version], [second])
    world.check.state("first page, markers", [found.key for found in page.delete_marker], ["a/1"])
    world.check.states(
        "first page", page, is_truncated=True, next_key_marker="a/1", next_version_id_marker=second
    )
    rest = list_versions(world, key_marker="a/1", version_id_marker=second)
    world.check.state("second page", [found.key for found in rest.version], ["a/1", "b 中"])
    world.check.state("second page, id", rest.version[0].version_id, first)
    request = oss.ListObjectVersionsRequest(bucket=world.bucket, max_keys=1)
    pages = world.client.list_object_versions_paginator().iter_page(request)
    seen = [found.key for page in pages for found in (page.version or []) + (page.delete_marker or [])]
    world.check.state("paginator", seen, ["a/1", "a/1", "a/1", "b 中"])
    prefixed = list_versions(world, prefix="b ")
    world.check.state("prefix", [found.key for found in prefixed.version], ["b 中"])
    folded = list_versions(world, delimiter="/")
    world.check.state("delimiter, prefixes", [found.prefix for found in folded.common_prefixes], ["a/"])
    world.check.state("delimiter, keys", [found.key for found in folded.version], ["b 中"])
