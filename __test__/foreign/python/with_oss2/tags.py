"""Tags of objects."""

from oss2.models import Tagging, TaggingRule

from .world import World

TEXT = b"hello, tags"
MISSING = {"type": "NoSuchKey", "status": 404, "code": "NoSuchKey"}


def tagging(**tags: str) -> Tagging:
    rule = TaggingRule()
    for name, value in tags.items():
        rule.add(name, value)
    return Tagging(rule)


def read(world: World, key: str = "a") -> dict[str, str]:
    return world.bucket.get_object_tagging(key).tag_set.tagging_rule


def case_set_replaced_deleted(world: World) -> None:
    world.bucket.put_object("a", TEXT)
    world.check.state("at first", read(world), {})
    odd = {"one": "1", "two words": "a+b=c/d", "empty": "", "key:+-=._/": "x"}
    world.bucket.put_object_tagging("a", tagging(**odd))
    world.check.state("four", read(world), odd)
    world.check.state("four, head", world.bucket.head_object("a").headers.get("x-oss-tagging-count"), "4")
    world.bucket.put_object_tagging("a", tagging(other="z"))
    world.check.state("replaced", read(world), {"other": "z"})
    world.bucket.delete_object_tagging("a")
    world.check.state("deleted", read(world), {})
    world.check.state("content", world.read("a"), TEXT)


def case_with_the_object(world: World) -> None:
    world.bucket.put_object("a", TEXT, headers={"x-oss-tagging": "a=1&b%20c=d%2Be"})
    world.check.state("by put", read(world), {"a": "1", "b c": "d+e"})
    world.bucket.copy_object(world.name, "a", "copied")
    world.check.state("by copy", read(world, "copied"), {"a": "1", "b c": "d+e"})
    headers = {"x-oss-tagging": "other=2", "x-oss-tagging-directive": "Replace"}
    world.bucket.copy_object(world.name, "a", "replaced", headers=headers)
    world.check.state("replaced by copy", read(world, "replaced"), {"other": "2"})
    world.bucket.append_object("log", 0, TEXT, headers={"x-oss-tagging": "kind=log"})
    world.check.state("by append", read(world, "log"), {"kind": "log"})
    world.bucket.put_object("a", TEXT)
    world.check.state("gone with the next put", read(world), {})


def case_that_are_refused(world: World) -> None:
    world.bucket.put_object("a", TEXT)
    world.bucket.put_object_tagging("a", tagging(kept="1"))
    many = tagging(**{f"k{number}": "v" for number in range(11)})
    world.check.error("eleven", lambda: world.bucket.put_object_tagging("a", many), status=400)
    for what, header, code in (
        ("a long key", f"{'k' * 129}=v", "InvalidTag"),
        ("a long value", f"k={'v' * 257}", "InvalidTag"),
        ("a key twice", "a=1&a=2", "RepeatedTags"),
    ):
        put = lambda: world.bucket.put_object("b", TEXT, headers={"x-oss-tagging": header})
        world.check.error(what, put, status=400, code=code)
    world.check.state("nothing was stored", world.keys(), ["a"])
    world.check.error(
        "of nothing, set", lambda: world.bucket.put_object_tagging("none", tagging(a="1")), **MISSING
    )
    world.check.error("of nothing, read", lambda: world.bucket.get_object_tagging("none"), **MISSING)
    world.check.error("of nothing, deleted", lambda: world.bucket.delete_object_tagging("none"), **MISSING)
    world.check.state("the first stay", read(world), {"kept": "1"})
