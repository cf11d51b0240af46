"""Headers and metadata: kept, replaced, asked for."""

import alibabacloud_oss_v2 as oss

from .errors import REFUSED
from .world import World

TEXT = b"hello, headers"
KEPT = {
    "content_type": "application/x-custom; charset=utf-8",
    "cache_control": "max-age=60, public",
    "content_disposition": 'attachment; filename="a b.txt"',
    "content_encoding": "identity",
    "expires": "Tue, 01 Dec 2026 00:00:00 GMT",
}


def case_are_kept_and_come_back(world: World) -> None:
    world.put("a", TEXT, **KEPT)
    world.check.states("head", world.head("a"), **KEPT)
    world.check.states("get", world.get("a"), **KEPT)


def case_metadata(world: World) -> None:
    metadata = {"uid": "7", "name": "%E4%B8%AD"}
    world.put("a", TEXT, metadata=metadata)
    world.check.state("head", dict(world.head("a").metadata), metadata)
    world.check.state("get", dict(world.get("a").metadata), metadata)


def case_of_existing_objects(world: World) -> None:
    world.put("a", TEXT, metadata={"of": "first"}, cache_control="no-store")
    world.client.copy_object(
        oss.CopyObjectRequest(
            bucket=world.bucket,
            key="a",
            source_key="a",
            metadata_directive="REPLACE",
            metadata={"of": "second"},
            content_type="text/x-new",
        )
    )
    head = world.head("a")
    world.check.state("metadata", dict(head.metadata), {"of": "second"})
    world.check.states("head", head, content_type="text/x-new", cache_control=None)
    world.check.state("content", world.read("a"), TEXT)


def case_metadata_above_its_limit(world: World) -> None:
    world.check.error("8 KB", lambda: world.put("a", TEXT, metadata={"large": "x" * 8192}), **REFUSED)
    world.check.state("nothing was stored", world.keys(), [])


def case_asked_for_in_the_query(world: World) -> None:
    world.put("a", TEXT)
    asked = {name: value for name, value in KEPT.items() if name != "content_encoding"}
    got = world.get("a", **{f"response_{name}": value for name, value in asked.items()})
    world.check.state("content", got.body.read(), TEXT)
    world.check.states("get", got, **asked)
    language = world.get("a", response_content_language="zh-CN, en").headers.get("Content-Language")
    world.check.state("language", language, "zh-CN, en")
    world.check.state("only this once", world.head("a").cache_control, None)
