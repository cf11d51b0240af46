"""Objects that grow."""

from harness.content import content

from .world import World

WRONG = {"type": "PositionNotEqualToLength", "status": 409, "code": "PositionNotEqualToLength"}


def case_piece_by_piece(world: World) -> None:
    headers = {"Content-Type": "text/x-log", "x-oss-meta-of": "log"}
    first = world.bucket.append_object("log", 0, b"first,", headers=headers)
    world.check.reply("position", first.next_position, 6)
    world.check.state("the first", world.read("log"), b"first,")
    second = world.bucket.append_object("log", 6, b"second", init_crc=first.crc)
    world.check.reply("next position", second.next_position, 12)
    got = world.bucket.get_object("log")
    world.check.state("both", got.read(), b"first,second")
    world.check.states("get", got, object_type="Appendable", content_length=12, server_crc=second.crc)
    world.check.headers("get", got.headers, {**headers, "x-oss-next-append-position": "12"})
    listed = world.bucket.list_objects().object_list[0]
    world.check.states("list", listed, type="Appendable", size=12, etag=second.etag)


def case_large_pieces(world: World) -> None:
    data = content(300_000, "append")
    world.bucket.append_object("log", 0, data[:100_000])
    world.bucket.append_object("log", 100_000, data[100_000:])
    world.check.state("content", world.read("log") == data, True)


def case_at_a_wrong_position(world: World) -> None:
    world.bucket.append_object("log", 0, b"first")
    world.check.error(
        "beyond the end", lambda: world.bucket.append_object("log", 6, b"x"), **WRONG, next_position=5
    )
    world.check.error("at the beginning", lambda: world.bucket.append_object("log", 0, b"x"), **WRONG)
    world.check.state("it stays", world.read("log"), b"first")


def case_to_what_was_put(world: World) -> None:
    world.bucket.put_object("plain", b"plain")
    world.check.error(
        "a normal object",
        lambda: world.bucket.append_object("plain", 5, b"x"),
        type="ObjectNotAppendable",
        status=409,
        code="ObjectNotAppendable",
    )
    world.check.state("it stays", world.read("plain"), b"plain")
    world.bucket.append_object("log", 0, b"log")
    world.bucket.put_object("log", b"plain")
    world.check.state("put makes it normal", world.bucket.head_object("log").object_type, "Normal")
