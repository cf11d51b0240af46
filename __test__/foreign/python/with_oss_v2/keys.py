"""Keys that are odd, and those that are too long."""

import alibabacloud_oss_v2 as oss

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
    "question mark": "a?b=c.txt",
    "hash": "a#b.txt",
    "marks that need no encoding": "a~!*()-_.txt",
    "marks that need it": "a:b@c,d;e$f[g].txt",
    "backslash": "a\\b.txt",
    "as long as may be": "k" * 1023,
}


def case_that_are_odd(world: World) -> None:
    for what, key in KEYS.items():
        body = f"body of {key}".encode()
        world.put(key, body, metadata={"kind": "odd"})
        world.check.state(f"{what}, content", world.read(key), body)
        world.check.state(f"{what}, head", dict(world.head(key).metadata), {"kind": "odd"})
        world.check.state(f"{what}, list", world.keys(prefix=key)[0], key)
    in_byte_order = sorted(KEYS.values(), key=str.encode)
    world.check.state("all in byte order", world.keys(), in_byte_order)
    objects = [oss.DeleteObject(key=key) for key in KEYS.values()]
    world.client.delete_multiple_objects(
        oss.DeleteMultipleObjectsRequest(bucket=world.bucket, objects=objects)
    )
    world.check.state("deleted in one request", world.keys(), [])


def case_that_are_too_long(world: World) -> None:
    too_long = {"type": "OperationError", "status_code": 400, "code": "InvalidObjectName"}
    world.check.error("1024 bytes", lambda: world.put("k" * 1024, b"a"), **too_long)
    world.check.error("1026 bytes of UTF-8", lambda: world.put("中" * 342, b"a"), **too_long)
    world.check.state("nothing was stored", world.keys(), [])
