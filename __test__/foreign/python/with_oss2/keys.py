"""Keys that are odd, and those that are too long."""

import oss2

from .world import World

KEYS = {
    "Chinese": "中文/文件.txt",
    "combined emoji": "😀/👨\u200d👩\u200d👧.png",
    "spaces": "a b/c d.txt",
    "plus": "a+b.txt",
    "percent": "100%.txt",
    "already encoded": "a%20b%2Fc.txt",
    "quotes": 'it\'s "<a>".txt',
    "empty segments": "a//b.txt",
    "folder": "dir/",
    "hash": "a#b.txt",
    "ampersand": "a&b=c.txt",
    "marks that need no encoding": "a~!*()-_.txt",
    "marks that need it": "a:b@c,d;e$f[g].txt",
    "as long as may be": "k" * 1023,
}


def case_that_are_odd(world: World) -> None:
    for what, key in KEYS.items():
        body = f"body of {key}".encode()
        world.bucket.put_object(key, body, headers={"x-oss-meta-kind": "odd"})
        world.check.state(f"{what}, content", world.read(key), body)
        world.check.state(
            f"{what}, head", world.bucket.head_object(key).headers.get("x-oss-meta-kind"), "odd"
        )
        world.check.state(f"{what}, list", world.bucket.list_objects(prefix=key).object_list[0].key, key)
    in_byte_order = sorted(KEYS.values(), key=str.encode)
    world.check.state("all in byte order", world.keys(), in_byte_order)
    found = [found.key for found in oss2.ObjectIteratorV2(world.bucket, max_keys=3)]
    world.check.state("all in byte order, page by page", found, in_byte_order)
    world.bucket.batch_delete_objects(list(KEYS.values()))
    world.check.state("deleted in one request", world.keys(), [])


def case_that_are_too_long(world: World) -> None:
    too_long = {"type": "InvalidObjectName", "status": 400, "code": "InvalidObjectName"}
    world.check.error("1024 bytes", lambda: world.bucket.put_object("k" * 1024, b"a"), **too_long)
    world.check.error("1026 bytes of UTF-8", lambda: world.bucket.put_object("中" * 342, b"a"), **too_long)
    world.check.state("nothing was stored", world.keys(), [])
