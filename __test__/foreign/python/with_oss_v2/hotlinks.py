"""Hotlinks: lists of referers, and what they keep out."""

from __future__ import annotations

from typing import Any

import alibabacloud_oss_v2 as oss
import requests

from .world import World

TEXT = b"hello, referer"
LIST = ["http://a.example.com", "https://*.b.example.com"]
BLACK = ["http://c.example.com"]


def put(world: World, white: list[str], black: list[str] | None = None, **fields: Any) -> None:
    configuration = oss.RefererConfiguration(
        referer_list=oss.RefererList(referers=white),
        referer_blacklist=oss.RefererBlacklist(referers=black) if black else None,
        **fields,
    )
    request = oss.PutBucketRefererRequest(bucket=world.bucket, referer_configuration=configuration)
    world.client.put_bucket_referer(request)


def read(world: World) -> oss.RefererConfiguration:
    return world.client.get_bucket_referer(
        oss.GetBucketRefererRequest(bucket=world.bucket)
    ).referer_configuration


def case_lists_come_back(world: World) -> None:
    first = read(world)
    world.check.states("at first", first, allow_empty_referer=True)
    world.check.state("at first, list", first.referer_list.referers, None)
    put(world, LIST, allow_empty_referer=False)
    found = read(world)
    world.check.states("put", found, allow_empty_referer=False)
    world.check.state("put, list", found.referer_list.referers, LIST)
    put(
        world,
        LIST[1:],
        BLACK,
        allow_empty_referer=True,
        allow_truncate_query_string=False,
        truncate_path=False,
    )
    found = read(world)
    flags = {"allow_empty_referer": True, "allow_truncate_query_string": False, "truncate_path": False}
    world.check.states("replaced", found, **flags)
    world.check.state("replaced, list", found.referer_list.referers, LIST[1:])
    world.check.state("replaced, black list", found.referer_blacklist.referers, BLACK)


def case_are_refused(world: World) -> None:
    world.put("a", TEXT, acl="public-read")

    def get(referer: str | None = None) -> requests.Response:
        return requests.get(world.url("a"), headers={"Referer": referer} if referer else {})

    world.check.state("before", get("http://c.example.com/page").content, TEXT)
    put(world, LIST, allow_empty_referer=False)
    world.check.state("a listed one", get("http://a.example.com/page").content, TEXT)
    world.check.state("a wildcard", get("https://x.b.example.com/").content, TEXT)
    refused = get("http://c.example.com/page")
    told = (refused.status_code, "<Code>AccessDenied</Code>" in refused.text)
    world.check.state("another", told, (403, True))
    world.check.state("none", get().status_code, 403)
    world.check.state("signed requests pass", world.read("a"), TEXT)
    put(world, ["http://*"], BLACK, allow_empty_referer=True)
    world.check.state("none, when allowed", get().content, TEXT)
    world.check.state("a black one", get("http://c.example.com/page").status_code, 403)
