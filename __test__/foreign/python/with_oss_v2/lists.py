"""Lists of objects, both versions."""

from __future__ import annotations

from typing import Any

import alibabacloud_oss_v2 as oss

from harness.accounts import ACCOUNT
from harness.content import etag

from .errors import REFUSED
from .world import World

KEYS = ["a.txt", "b/1.txt", "b/2.txt", "b/c/3.txt", "d.txt"]


def case_of_nothing(world: World) -> None:
    world.check.states(
        "version 2",
        world.list(),
        name=world.bucket,
        contents=None,
        common_prefixes=None,
        is_truncated=False,
        key_count=0,
    )
    world.check.states(
        "version 1",
        _list(world),
        name=world.bucket,
        contents=None,
        common_prefixes=None,
        is_truncated=False,
        max_keys=100,
    )


def case_what_they_tell_of_an_object(world: World) -> None:
    world.put("b/1.txt", b"12345")
    told = {
        "key": "b/1.txt",
        "etag": f'"{etag(b"12345")}"',
        "object_type": "Normal",
        "size": 5,
        "storage_class": "Standard",
        "last_modified": world.head("b/1.txt").last_modified,
    }
    listed = _list(world, prefix="b/").contents[0]
    world.check.states("version 1", listed, **told)
    world.check.state("version 1, owner", (listed.owner.id, listed.owner.display_name), (ACCOUNT, "demo"))
    listed = world.list(prefix="b/").contents[0]
    world.check.states("version 2", listed, **told, owner=None)
    listed = world.list(prefix="b/", fetch_owner=True).contents[0]
    world.check.state("version 2, owner when asked", listed.owner.id, ACCOUNT)


def case_prefix_and_delimiter(world: World) -> None:
    _fill(world)
    for what, call in (("version 1", lambda **fields: _list(world, **fields)), ("version 2", world.list)):
        world.check.state(f"{what}, prefix", _keys(call(prefix="b/")), KEYS[1:4])
        top = call(delimiter="/")
        world.check.state(f"{what}, delimiter, keys", _keys(top), ["a.txt", "d.txt"])
        world.check.state(f"{what}, delimiter, prefixes", _prefixes(top), ["b/"])
        world.check.state(f"{what}, delimiter, told", top.delimiter, "/")
        inside = call(prefix="b/", delimiter="/")
        world.check.state(f"{what}, both, keys", _keys(inside), ["b/1.txt", "b/2.txt"])
        world.check.state(f"{what}, both, prefixes", _prefixes(inside), ["b/c/"])
        world.check.state(f"{what}, both, told", inside.prefix, "b/")


def case_page_by_page(world: World) -> None:
    _fill(world)
    pages = world.client.list_objects_paginator().iter_page(
        oss.ListObjectsRequest(bucket=world.bucket, max_keys=2)
    )
    pages = list(pages)
    world.check.state("pages", [_keys(page) for page in pages], [KEYS[:2], KEYS[2:4], KEYS[4:]])
    world.check.state("markers", [page.next_marker for page in pages[:2]], ["b/1.txt", "b/c/3.txt"])
    world.check.state("marker told", [page.marker for page in pages[1:]], ["b/1.txt", "b/c/3.txt"])
    world.check.state("truncated", [page.is_truncated for page in pages], [True, True, False])


def case_page_by_page_in_version_2(world: World) -> None:
    _fill(world)
    request = oss.ListObjectsV2Request(bucket=world.bucket, max_keys=2)
    pages = list(world.client.list_objects_v2_paginator().iter_page(request))
    world.check.state("pages", [_keys(page) for page in pages], [KEYS[:2], KEYS[2:4], KEYS[4:]])
    world.check.state("counts", [page.key_count for page in pages], [2, 2, 1])
    tokens = [page.next_continuation_token for page in pages[:2]]
    world.check.state("tokens told", [page.continuation_token for page in pages[1:]], tokens)
    after = world.list(start_after="b/2.txt")
    world.check.state("start_after", _keys(after), KEYS[3:])
    world.check.state("start_after, told", after.start_after, "b/2.txt")


def case_arguments_that_are_refused(world: World) -> None:
    world.check.error("max-keys above 1000", lambda: world.list(max_keys=1001), **REFUSED)
    world.check.error("max-keys of 0", lambda: world.list(max_keys=0), **REFUSED)
    world.check.error("an unknown encoding", lambda: world.list(encoding_type="base64"), **REFUSED)
    world.check.error("a token of nobody", lambda: world.list(continuation_token="x"), **REFUSED)


def _list(world: World, **fields: Any) -> oss.ListObjectsResult:
    return world.client.list_objects(oss.ListObjectsRequest(bucket=world.bucket, **fields))


def _fill(world: World) -> None:
    for key in KEYS:
        world.put(key, key)


def _keys(page: Any) -> list[str]:
    return [found.key for found in page.contents or []]


def _prefixes(page: Any) -> list[str]:
    return [found.prefix for found in page.common_prefixes or []]
