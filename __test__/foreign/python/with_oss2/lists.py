"""Lists of objects, both versions."""

import oss2

from harness.accounts import ACCOUNT
from harness.content import etag

from .world import World

KEYS = ["a.txt", "b/1.txt", "b/2.txt", "b/c/3.txt", "d.txt"]
REFUSED = {"type": "InvalidArgument", "status": 400, "code": "InvalidArgument"}


def case_of_nothing(world: World) -> None:
    world.check.states(
        "list",
        world.bucket.list_objects(),
        object_list=[],
        prefix_list=[],
        is_truncated=False,
        next_marker="",
    )
    world.check.states(
        "version 2",
        world.bucket.list_objects_v2(),
        object_list=[],
        prefix_list=[],
        is_truncated=False,
        next_continuation_token="",
    )


def case_what_they_tell_of_an_object(world: World) -> None:
    world.bucket.put_object("b/1.txt", b"12345")
    modified = world.bucket.head_object("b/1.txt").last_modified
    told = {
        "key": "b/1.txt",
        "etag": etag(b"12345"),
        "type": "Normal",
        "size": 5,
        "storage_class": "Standard",
        "last_modified": modified,
    }
    listed = world.bucket.list_objects(prefix="b/").object_list[0]
    world.check.states("list", listed, **told)
    world.check.state("list, owner", (listed.owner.id, listed.owner.display_name), (ACCOUNT, "demo"))
    listed = world.bucket.list_objects_v2(prefix="b/").object_list[0]
    world.check.states("version 2", listed, **told)
    world.check.state("version 2, owner", listed.owner, None)
    listed = world.bucket.list_objects_v2(prefix="b/", fetch_owner=True).object_list[0]
    world.check.state("version 2, owner when asked", listed.owner.id, ACCOUNT)


def case_prefix_and_delimiter(world: World) -> None:
    _fill(world)
    for what, call in (("list", world.bucket.list_objects), ("version 2", world.bucket.list_objects_v2)):
        world.check.state(f"{what}, prefix", _keys(call(prefix="b/")), KEYS[1:4])
        top = call(delimiter="/")
        world.check.state(f"{what}, delimiter, keys", _keys(top), ["a.txt", "d.txt"])
        world.check.state(f"{what}, delimiter, prefixes", top.prefix_list, ["b/"])
        inside = call(prefix="b/", delimiter="/")
        world.check.state(f"{what}, both, keys", _keys(inside), ["b/1.txt", "b/2.txt"])
        world.check.state(f"{what}, both, prefixes", inside.prefix_list, ["b/c/"])
        world.check.state(f"{what}, nothing begins so", _keys(call(prefix="x")), [])
    mixed = [
        (found.key, found.is_prefix())
        for found in oss2.ObjectIterator(world.bucket, delimiter="/", max_keys=1)
    ]
    world.check.state("iterator", mixed, [("a.txt", False), ("b/", True), ("d.txt", False)])


def case_page_by_page(world: World) -> None:
    _fill(world)
    first = world.bucket.list_objects(max_keys=2)
    world.check.state("first page", _keys(first), KEYS[:2])
    world.check.states("first page", first, is_truncated=True, next_marker="b/1.txt")
    second = world.bucket.list_objects(max_keys=2, marker=first.next_marker)
    world.check.state("second page", _keys(second), KEYS[2:4])
    third = world.bucket.list_objects(max_keys=2, marker=second.next_marker)
    world.check.state("third page", _keys(third), KEYS[4:])
    world.check.states("third page", third, is_truncated=False, next_marker="")
    world.check.state(
        "iterator", [found.key for found in oss2.ObjectIterator(world.bucket, max_keys=2)], KEYS
    )


def case_page_by_page_in_version_2(world: World) -> None:
    _fill(world)
    first = world.bucket.list_objects_v2(max_keys=2)
    world.check.state("first page", _keys(first), KEYS[:2])
    world.check.state("more to come", first.is_truncated, True)
    second = world.bucket.list_objects_v2(max_keys=2, continuation_token=first.next_continuation_token)
    world.check.state("second page", _keys(second), KEYS[2:4])
    after = world.bucket.list_objects_v2(start_after="b/2.txt")
    world.check.state("start-after", _keys(after), KEYS[3:])
    plain = world.bucket.list_objects_v2(encoding_type="", prefix="b/c/")
    world.check.state("names as they are", _keys(plain), ["b/c/3.txt"])


def case_arguments_that_are_refused(world: World) -> None:
    world.check.error("max-keys above 1000", lambda: world.bucket.list_objects(max_keys=1001), **REFUSED)
    world.check.error("max-keys of a word", lambda: world.bucket.list_objects(max_keys="many"), **REFUSED)
    world.check.error(
        "an unknown encoding",
        lambda: world.bucket.list_objects_v2(encoding_type="base64"),
        **REFUSED,
        name="encoding-type",
    )
    world.check.error(
        "a token of nobody", lambda: world.bucket.list_objects_v2(continuation_token="x"), **REFUSED
    )


def _fill(world: World) -> None:
    for key in KEYS:
        world.bucket.put_object(key, key)


def _keys(page: object) -> list[str]:
    return [found.key for found in page.object_list]
