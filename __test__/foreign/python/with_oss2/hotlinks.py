"""Hotlinks: lists of referers, and what they keep out."""

from __future__ import annotations

import requests
from oss2.models import BucketReferer

from .world import World

TEXT = b"hello, referer"
LIST = ["http://a.example.com", "https://*.b.example.com"]


def case_lists_come_back(world: World) -> None:
    world.check.states("at first", world.bucket.get_bucket_referer(), allow_empty_referer=True, referers=[])
    world.bucket.put_bucket_referer(BucketReferer(False, LIST))
    world.check.states("put", world.bucket.get_bucket_referer(), allow_empty_referer=False, referers=LIST)
    whole = BucketReferer(
        True, LIST[1:], allow_truncate_query_string=False, black_referers=["http://c.example.com"]
    )
    world.bucket.put_bucket_referer(whole)
    world.check.states(
        "replaced",
        world.bucket.get_bucket_referer(),
        allow_empty_referer=True,
        referers=LIST[1:],
        allow_truncate_query_string=False,
        black_referers=["http://c.example.com"],
    )
    world.bucket.put_bucket_referer(BucketReferer(True, []))
    world.check.states("emptied", world.bucket.get_bucket_referer(), allow_empty_referer=True, referers=[])


def case_are_refused(world: World) -> None:
    world.bucket.put_object("a", TEXT, headers={"x-oss-object-acl": "public-read"})

    def get(referer: str | None = None) -> requests.Response:
        return requests.get(world.url("a"), headers={"Referer": referer} if referer else {})

    world.check.state("before", get("http://c.example.com/page").content, TEXT)
    world.bucket.put_bucket_referer(BucketReferer(False, LIST))
    world.check.state("a listed one", get("http://a.example.com/page").content, TEXT)
    world.check.state("a wildcard", get("https://x.b.example.com/").content, TEXT)
    refused = get("http://c.example.com/page")
    told = (refused.status_code, "<Code>AccessDenied</Code>" in refused.text)
    world.check.state("another", told, (403, True))
    world.check.state("none", get().status_code, 403)
    world.check.state("signed requests pass", world.read("a"), TEXT)
    world.bucket.put_bucket_referer(
        BucketReferer(True, ["http://*"], black_referers=["http://c.example.com"])
    )
    world.check.state("none, when allowed", get().content, TEXT)
    world.check.state("a black one", get("http://c.example.com/page").status_code, 403)
