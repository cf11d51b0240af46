"""Parts of an object."""

from .world import World

DIGITS = b"0123456789"


def case_inside_the_object(world: World) -> None:
    world.bucket.put_object("digits", DIGITS)
    for byte_range, data, header in (
        ((2, 5), b"2345", "bytes 2-5/10"),
        ((0, 0), b"0", "bytes 0-0/10"),
        ((7, None), b"789", "bytes 7-9/10"),
        ((None, 3), b"789", "bytes 7-9/10"),
    ):
        got = world.bucket.get_object("digits", byte_range=byte_range)
        world.check.state(f"{byte_range}, content", got.read(), data)
        world.check.states(f"{byte_range}", got, status=206, content_range=header, content_length=len(data))


def case_beyond_the_object(world: World) -> None:
    world.bucket.put_object("digits", DIGITS)
    whole = world.bucket.get_object("digits", byte_range=(5, 50))
    world.check.state("an end beyond, status", whole.status, 200)
    world.check.state("an end beyond, content", whole.read(), DIGITS)
    standard = {"x-oss-range-behavior": "standard"}
    world.check.state(
        "an end beyond, standard", world.read("digits", byte_range=(5, 50), headers=standard), b"56789"
    )
    world.check.error(
        "a start beyond, standard",
        lambda: world.bucket.get_object("digits", byte_range=(20, 30), headers=standard),
        status=416,
        code="InvalidRange",
    )
