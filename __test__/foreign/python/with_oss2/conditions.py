"""Conditions of reads."""

from oss2.utils import http_date

from .world import World

TEXT = b"hello, conditions"
UNCHANGED = {"type": "NotModified", "status": 304}
FAILED = {"type": "PreconditionFailed", "status": 412, "code": "PreconditionFailed"}


def case_that_hold(world: World) -> None:
    etag, modified = _prepare(world)
    for what, name, value in (
        ("If-Match", "If-Match", etag),
        ("If-None-Match", "If-None-Match", '"0"'),
        ("If-Modified-Since", "If-Modified-Since", http_date(modified - 3600)),
        ("If-Unmodified-Since", "If-Unmodified-Since", http_date(modified)),
    ):
        world.check.state(what, world.read("a", headers={name: value}), TEXT)


def case_of_what_has_not_changed(world: World) -> None:
    etag, modified = _prepare(world)
    for name, value in (("If-None-Match", etag), ("If-Modified-Since", http_date(modified))):
        world.check.error(name, lambda: world.bucket.get_object("a", headers={name: value}), **UNCHANGED)
        world.check.error(
            f"{name}, head", lambda: world.bucket.head_object("a", headers={name: value}), **UNCHANGED
        )


def case_that_fail(world: World) -> None:
    _, modified = _prepare(world)
    for name, value in (("If-Match", '"0"'), ("If-Unmodified-Since", http_date(modified - 3600))):
        get = lambda: world.bucket.get_object("a", headers={name: value})
        world.check.error(name, get, **FAILED)
        try:
            get()
        except Exception as error:
            world.check.state(f"{name}, which", error.details.get("Condition"), name)
        world.check.error(
            f"{name}, head", lambda: world.bucket.head_object("a", headers={name: value}), **FAILED
        )


def _prepare(world: World) -> tuple[str, int]:
    """The entity tag in quotes and the time of an object."""
    put = world.bucket.put_object("a", TEXT)
    return f'"{put.etag}"', world.bucket.head_object("a").last_modified
