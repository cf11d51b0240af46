"""Headers and metadata: kept, replaced, asked for."""

from .world import World

TEXT = b"hello, headers"
KEPT = {
    "Content-Type": "application/x-custom; charset=utf-8",
    "Cache-Control": "max-age=60, public",
    "Content-Disposition": 'attachment; filename="a b.txt"',
    "Content-Encoding": "identity",
    "Content-Language": "zh-CN, en",
    "Expires": "Tue, 01 Dec 2026 00:00:00 GMT",
}


def case_are_kept_and_come_back(world: World) -> None:
    world.bucket.put_object("a", TEXT, headers=KEPT)
    world.check.headers("head", world.bucket.head_object("a").headers, KEPT)
    world.check.headers("get", world.bucket.get_object("a").headers, KEPT)


def case_metadata(world: World) -> None:
    world.bucket.put_object("a", TEXT, headers={"x-oss-meta-uid": "7", "X-Oss-Meta-Name": "%E4%B8%AD"})
    expected = {"x-oss-meta-uid": "7", "x-oss-meta-name": "%E4%B8%AD"}
    world.check.headers("head", world.bucket.head_object("a").headers, expected)
    world.check.headers("get", world.bucket.get_object("a").headers, expected)


def case_of_existing_objects(world: World) -> None:
    world.bucket.put_object("a", TEXT, headers={"x-oss-meta-of": "first", "Cache-Control": "no-store"})
    world.bucket.update_object_meta("a", {"x-oss-meta-of": "second", "Content-Type": "text/x-new"})
    head = world.bucket.head_object("a")
    world.check.headers(
        "head", head.headers, {"x-oss-meta-of": "second", "Content-Type": "text/x-new", "Cache-Control": None}
    )
    world.check.state("content", world.read("a"), TEXT)


def case_metadata_above_its_limit(world: World) -> None:
    large = {"x-oss-meta-large": "x" * 8192}
    world.check.error(
        "8 KB",
        lambda: world.bucket.put_object("a", TEXT, headers=large),
        type="InvalidArgument",
        status=400,
        code="InvalidArgument",
    )
    world.check.state("nothing was stored", world.keys(), [])


def case_asked_for_in_the_query(world: World) -> None:
    world.bucket.put_object("a", TEXT)
    asked = {name: value for name, value in KEPT.items() if name != "Content-Encoding"}
    got = world.bucket.get_object(
        "a", params={f"response-{name.lower()}": value for name, value in asked.items()}
    )
    world.check.state("content", got.read(), TEXT)
    world.check.headers("get", got.headers, asked)
    world.check.state("only this once", world.bucket.head_object("a").headers.get("Cache-Control"), None)
