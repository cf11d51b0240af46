"""Tags of objects."""

from __future__ import annotations

import alibabacloud_oss_v2 as oss

from .append import append
from .copies import copy
from .errors import MISSING
from .world import World

TEXT = b"hello, tags"


def put_tags(world: World, key: str, tags: dict[str, str]) -> None:
    tag_set = oss.TagSet(tags=[oss.Tag(key=name, value=value) for name, value in tags.items()])
    world.client.put_object_tagging(
        oss.PutObjectTaggingRequest(bucket=world.bucket, key=key, tagging=oss.Tagging(tag_set=tag_set))
    )


def read_tags(world: World, key: str = "a") -> dict[str, str]:
    tag_set = world.client.get_object_tagging(
        oss.GetObjectTaggingRequest(bucket=world.bucket, key=key)
    ).tag_set
    return {tag.key: tag.value or "" for tag in tag_set.tags or []}


def delete_tags(world: World, key: str) -> None:
    world.client.delete_object_tagging(oss.DeleteObjectTaggingRequest(bucket=world.bucket, key=key))


def case_set_replaced_deleted(world: World) -> None:
    world.put("a", TEXT)
    world.check.state("at first", read_tags(world), {})
    world.check.state("at first, head", world.head("a").tagging_count, None)
    odd = {"one": "1", "two words": "a+b=c/d", "empty": "", "key:+-=._/": "x"}
    put_tags(world, "a", odd)
    world.check.state("four", read_tags(world), odd)
    world.check.state("four, head", world.head("a").tagging_count, 4)
    put_tags(world, "a", {"other": "z"})
    world.check.state("replaced", read_tags(world), {"other": "z"})
    delete_tags(world, "a")
    world.check.state("deleted", read_tags(world), {})
    world.check.state("content", world.read("a"), TEXT)


def case_with_the_object(world: World) -> None:
    world.put("a", TEXT, tagging="a=1&b%20c=d%2Be")
    world.check.state("by put", read_tags(world), {"a": "1", "b c": "d+e"})
    copy(world, "a", "copied")
    world.check.state("by copy", read_tags(world, "copied"), {"a": "1", "b c": "d+e"})
    copy(world, "a", "replaced", tagging="other=2", tagging_directive="Replace")
    world.check.state("replaced by copy", read_tags(world, "replaced"), {"other": "2"})
    append(world, "log", 0, TEXT, tagging="kind=log")
    world.check.state("by append", read_tags(world, "log"), {"kind": "log"})
    world.put("a", TEXT)
    world.check.state("gone with the next put", read_tags(world), {})


def case_that_are_refused(world: World) -> None:
    world.put("a", TEXT)
    put_tags(world, "a", {"kept": "1"})
    many = {f"k{number}": "v" for number in range(11)}
    world.check.error("eleven", lambda: put_tags(world, "a", many), status_code=400)
    invalid = {"status_code": 400, "code": "InvalidTag"}
    world.check.error("a long key", lambda: put_tags(world, "a", {"k" * 129: "v"}), **invalid)
    world.check.error("a long value", lambda: put_tags(world, "a", {"k": "v" * 257}), **invalid)
    world.check.error("of nothing, set", lambda: put_tags(world, "none", {"a": "1"}), **MISSING)
    world.check.error("of nothing, read", lambda: read_tags(world, "none"), **MISSING)
    world.check.error("of nothing, deleted", lambda: delete_tags(world, "none"), **MISSING)
    world.check.state("the first stay", read_tags(world), {"kept": "1"})
