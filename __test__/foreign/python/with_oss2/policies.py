"""Policies of buckets."""

from __future__ import annotations

import json
from typing import Any

import requests

from harness.accounts import ACCOUNT, ROOT, STRANGER, STRANGER_ACCOUNT

from .world import World

TEXT = b"hello, policy"
DENIED = {"type": "AccessDenied", "status": 403, "code": "AccessDenied"}
NONE = {"type": "NoSuchBucketPolicy", "status": 404, "code": "NoSuchBucketPolicy"}


def policy(world: World, effect: str, principals: list[str], *actions: str, key: str = "*") -> str:
    statement: dict[str, Any] = {
        "Effect": effect,
        "Principal": principals,
        "Action": list(actions),
        "Resource": [f"acs:oss:*:{ACCOUNT}:{world.name}/{key}"],
    }
    return json.dumps({"Version": "1", "Statement": [statement]})


def case_are_kept_and_come_back(world: World) -> None:
    world.check.error("at first", world.bucket.get_bucket_policy, **NONE)
    text = policy(world, "Allow", ["*"], "oss:GetObject")
    world.bucket.put_bucket_policy(text)
    world.check.state("put", json.loads(world.bucket.get_bucket_policy().policy), json.loads(text))
    world.check.error("one that cannot be read", lambda: world.bucket.put_bucket_policy("{}"), status=400)
    world.check.state("it stays", json.loads(world.bucket.get_bucket_policy().policy), json.loads(text))
    world.bucket.delete_bucket_policy()
    world.check.error("deleted", world.bucket.get_bucket_policy, **NONE)


def case_allow_what_nothing_else_does(world: World) -> None:
    world.bucket.put_object("open/a", TEXT)
    world.bucket.put_object("closed/a", TEXT)
    stranger = world.make(world.name, STRANGER)
    world.check.error("before", lambda: stranger.get_object("open/a"), **DENIED)
    actions = ("oss:GetObject", "oss:PutObject")
    world.bucket.put_bucket_policy(policy(world, "Allow", [STRANGER_ACCOUNT], *actions, key="open/*"))
    world.check.state("reading", stranger.get_object("open/a").read(), TEXT)
    stranger.put_object("open/b", b"by a stranger")
    world.check.state("writing", world.read("open/b"), b"by a stranger")
    world.check.error("another key", lambda: stranger.get_object("closed/a"), **DENIED)
    world.check.error("another action", lambda: stranger.delete_object("open/a"), **DENIED)
    world.check.state("without a signature", requests.get(world.url("open/a")).status_code, 403)
    world.bucket.put_bucket_policy(policy(world, "Allow", ["*"], "oss:GetObject", key="open/*"))
    world.check.state("everybody", world.anonymous().get_object("open/a").read(), TEXT)


def case_deny_what_something_else_allows(world: World) -> None:
    world.bucket.put_object("locked/a", TEXT)
    world.bucket.put_bucket_policy(policy(world, "Deny", ["*"], "oss:DeleteObject", key="locked/*"))
    delete = lambda: world.bucket.delete_object("locked/a")
    world.check.error("a user who may do everything", delete, **DENIED)
    world.check.state("it stays", world.read("locked/a"), TEXT)
    world.make(world.name, ROOT).delete_bucket_policy()
    delete()
    world.check.state("afterwards", world.bucket.object_exists("locked/a"), False)


def case_and_blocks_of_public_access(world: World) -> None:
    world.bucket.put_object("a", TEXT)
    nobody = world.anonymous()
    world.bucket.put_bucket_policy(policy(world, "Allow", ["*"], "oss:GetObject"))
    world.check.state("before", nobody.get_object("a").read(), TEXT)
    world.bucket.put_bucket_public_access_block(True)
    found = world.bucket.get_bucket_public_access_block()
    world.check.state("put", str(found.block_public_access).lower(), "true")
    world.check.error("without effect", lambda: nobody.get_object("a"), **DENIED)
    world.check.error("a public ACL", lambda: world.bucket.put_bucket_acl("public-read"), status=403)
    world.check.state("the ACL stays", world.bucket.get_bucket_acl().acl, "private")
    world.bucket.delete_bucket_public_access_block()
    world.check.state("afterwards", nobody.get_object("a").read(), TEXT)
