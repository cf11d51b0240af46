"""Objects that grow."""

from __future__ import annotations

from typing import Any

import alibabacloud_oss_v2 as oss

from harness.content import content

from .world import World

WRONG = {"type": "OperationError", "status_code": 409, "code": "PositionNotEqualToLength"}


def append(world: World, key: str, position: int, body: bytes, **fields: Any) -> oss.AppendObjectResult:
    request = oss.AppendObjectRequest(bucket=world.bucket, key=key, position=position, body=body, **fields)
    return world.client.append_object(request)


def case_piece_by_piece(world: World) -> None:
    first = append(world, "log", 0, b"first,", content_type="text/x-log", metadata={"of": "log"})
    world.check.reply("position", first.next_position, 6)
    world.check.state("the first", world.read("log"), b"first,")
    second = append(world, "log", 6, b"second")
    world.check.reply("next position", second.next_position, 12)
    got = world.get("log")
    world.check.state("both", got.body.read(), b"first,second")
    world.check.states(
        "get",
        got,
        object_type="Appendable",
        content_length=12,
        content_type="text/x-log",
        hash_crc64=second.hash_crc64,
        next_append_position=12,
    )
    world.check.state("metadata", dict(got.metadata), {"of": "log"})
    world.check.states("list", world.list().contents[0], object_type="Appendable", size=12)


def case_as_a_file(world: World) -> None:
    data = content(300_000, "append")
    with world.client.append_file(world.bucket, "log") as file:
        file.write(data[:100_000])
        file.write(data[100_000:])
    world.check.state("content", world.read("log") == data, True)
    with world.client.append_file(world.bucket, "log") as file:
        world.check.state("where it goes on", file.tell(), 300_000)
        file.write(b"more")
    world.check.state("more", world.head("log").content_length, 300_004)


def case_at_a_wrong_position(world: World) -> None:
    append(world, "log", 0, b"first")
    world.check.error("beyond the end", lambda: append(world, "log", 6, b"x"), **WRONG)
    world.check.error("at the beginning", lambda: append(world, "log", 0, b"x"), **WRONG)
    world.check.state("it stays", world.read("log"), b"first")


def case_to_what_was_put(world: World) -> None:
    world.put("plain", b"plain")
    refused = {"type": "OperationError", "status_code": 409, "code": "ObjectNotAppendable"}
    world.check.error("a normal object", lambda: append(world, "plain", 5, b"x"), **refused)
    world.check.state("it stays", world.read("plain"), b"plain")
    append(world, "log", 0, b"log")
    world.put("log", b"plain")
    world.check.state("put makes it normal", world.head("log").object_type, "Normal")
