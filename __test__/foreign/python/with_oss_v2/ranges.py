"""Parts of an object."""

from .world import World

DIGITS = b"0123456789"


def case_inside_the_object(world: World) -> None:
    world.put("digits", DIGITS)
    for header, data, content_range in (
        ("bytes=2-5", b"2345", "bytes 2-5/10"),
        ("bytes=0-0", b"0", "bytes 0-0/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
    ):
        got = world.get("digits", range_header=header)
        world.check.state(f"{header}, content", got.body.read(), data)
        world.check.states(
            header, got, status_code=206, content_range=content_range, content_length=len(data)
        )


def case_beyond_the_object(world: World) -> None:
    world.put("digits", DIGITS)
    whole = world.get("digits", range_header="bytes=5-50")
    world.check.state("an end beyond, status", whole.status_code, 200)
    world.check.state("an end beyond, content", whole.body.read(), DIGITS)
    rest = world.read("digits", range_header="bytes=5-50", range_behavior="standard")
    world.check.state("an end beyond, standard", rest, b"56789")
    beyond = lambda: world.get("digits", range_header="bytes=20-30", range_behavior="standard")
    world.check.error("a start beyond, standard", beyond, status_code=416, code="InvalidRange")
    file = world.client.open_file(world.bucket, "digits")
    file.seek(4)
    world.check.state("as a file, after a seek", file.read(3), b"456")
    world.check.state("as a file, the rest", file.read(), b"789")
    file.close()
