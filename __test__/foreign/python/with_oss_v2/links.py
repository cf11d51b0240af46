"""Symbolic links."""

from __future__ import annotations

from typing import Any

import alibabacloud_oss_v2 as oss

from .errors import EXISTS, MISSING
from .world import World

TEXT = b"hello, link"


def put_link(world: World, key: str, target: str, **fields: Any) -> None:
    world.client.put_symlink(oss.PutSymlinkRequest(bucket=world.bucket, key=key, target=target, **fields))


def read_link(world: World, key: str) -> oss.GetSymlinkResult:
    return world.client.get_symlink(oss.GetSymlinkRequest(bucket=world.bucket, key=key))


def case_to_an_object(world: World) -> None:
    put = world.put("dir/target.txt", TEXT, metadata={"of": "target"})
    put_link(world, "link", "dir/target.txt", metadata={"of": "link"}, storage_class="IA", acl="public-read")
    link = read_link(world, "link")
    world.check.state("target", link.target, "dir/target.txt")
    world.check.state("its own metadata", dict(link.metadata), {"of": "link"})
    got = world.get("link")
    world.check.state("content", got.body.read(), TEXT)
    world.check.states(
        "get", got, object_type="Symlink", content_length=len(TEXT), etag=put.etag, storage_class="IA"
    )
    acl = world.client.get_object_acl(oss.GetObjectAclRequest(bucket=world.bucket, key="link")).acl
    world.check.state("its own ACL", acl, "public-read")
    world.check.states("list", world.list().contents[1], key="link", object_type="Symlink")
    world.put("dir/target.txt", b"changed")
    world.check.state("follows its target", world.read("link"), b"changed")


def case_to_nothing(world: World) -> None:
    put_link(world, "link", "none")
    world.check.state("it is there", read_link(world, "link").target, "none")
    nothing = {"type": "OperationError", "status_code": 404, "code": "SymlinkTargetNotExist"}
    world.check.error("get", lambda: world.get("link"), **nothing)
    world.put("plain", TEXT)
    world.check.error(
        "of a plain object", lambda: read_link(world, "plain"), status_code=400, code="NotSymlink"
    )
    world.check.error("get_symlink of nothing", lambda: read_link(world, "none"), **MISSING)
    world.delete("link")
    world.check.error("deleted", lambda: read_link(world, "link"), **MISSING)


def case_to_a_link(world: World) -> None:
    world.put("target", TEXT)
    put_link(world, "first", "target")
    put_link(world, "second", "first")
    world.check.state("its target", read_link(world, "second").target, "first")
    refused = {"status_code": 400, "code": "InvalidTargetType"}
    world.check.error("get", lambda: world.get("second"), **refused)
    world.check.error("head", lambda: world.head("second"), **refused)
    forbidden = lambda: put_link(world, "second", "other", forbid_overwrite=True)
    world.check.error("forbidden to overwrite", forbidden, **EXISTS)
    world.check.state("it stays", read_link(world, "second").target, "first")
