"""Objects that go."""

from .world import World

MISSING = {"type": "NoSuchKey", "status": 404, "code": "NoSuchKey"}


def case_of_one(world: World) -> None:
    world.bucket.put_object("a", b"a")
    world.bucket.put_object("b", b"b")
    world.bucket.delete_object("a")
    world.check.state("the other stays", world.keys(), ["b"])
    world.check.error("it is gone", lambda: world.bucket.get_object("a"), **MISSING)
    world.check.reply("again", world.bucket.delete_object("a").status, 204)


def case_of_several(world: World) -> None:
    for key in ("a", "b/1", "中 &<>.txt", "d"):
        world.bucket.put_object(key, b"x")
    deleted = world.bucket.batch_delete_objects(["a", "中 &<>.txt", "none"]).deleted_keys
    world.check.reply("what it tells", deleted, ["a", "中 &<>.txt", "none"])
    world.check.state("what is left", world.keys(), ["b/1", "d"])
    world.bucket.batch_delete_objects(["b/1", "d"])
    world.check.state("nothing is left", world.keys(), [])


def case_of_a_thousand_and_one(world: World) -> None:
    world.bucket.put_object("k-0", b"x")
    keys = [f"k-{number}" for number in range(1001)]
    refused = lambda: world.bucket.batch_delete_objects(keys)
    world.check.error("refused", refused, type="MalformedXml", status=400, code="MalformedXML")
    world.check.state("nothing was deleted", world.keys(), ["k-0"])
    world.bucket.batch_delete_objects(keys[:1000])
    world.check.state("a thousand", world.keys(), [])
