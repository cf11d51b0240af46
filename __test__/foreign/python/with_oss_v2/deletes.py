"""Objects that go."""

from __future__ import annotations

from typing import Any

import alibabacloud_oss_v2 as oss

from .errors import MISSING
from .world import World


def delete_all(world: World, keys: list[str], **fields: Any) -> list[str]:
    """Deletes them in one request; the keys that the reply names."""
    objects = [oss.DeleteObject(key=key) for key in keys]
    request = oss.DeleteMultipleObjectsRequest(bucket=world.bucket, objects=objects, **fields)
    return [deleted.key for deleted in world.client.delete_multiple_objects(request).deleted_objects or []]


def case_of_one(world: World) -> None:
    world.put("a", b"a")
    world.put("b", b"b")
    world.delete("a")
    world.check.state("the other stays", world.keys(), ["b"])
    world.check.error("it is gone", lambda: world.get("a"), **MISSING)
    world.check.reply("again", world.delete("a").status_code, 204)


def case_of_several(world: World) -> None:
    for key in ("a", "b/1", "中 &<>.txt", "d"):
        world.put(key, b"x")
    world.check.reply(
        "what it tells", delete_all(world, ["a", "中 &<>.txt", "none"]), ["a", "中 &<>.txt", "none"]
    )
    world.check.state("what is left", world.keys(), ["b/1", "d"])
    world.check.reply("quiet", delete_all(world, ["b/1", "d"], quiet=True), [])
    world.check.state("nothing is left", world.keys(), [])


def case_of_a_thousand_and_one(world: World) -> None:
    world.put("k-0", b"x")
    keys = [f"k-{number}" for number in range(1001)]
    refused = {"type": "OperationError", "status_code": 400, "code": "MalformedXML"}
    world.check.error("refused", lambda: delete_all(world, keys), **refused)
    world.check.state("nothing was deleted", world.keys(), ["k-0"])
    delete_all(world, keys[:1000])
    world.check.state("a thousand", world.keys(), [])
