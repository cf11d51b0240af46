"""Tokens of STS, with and without a policy of their own."""

import datetime

import alibabacloud_oss_v2 as oss
import requests

from harness.emulator import later
from harness.sts import allow, assume_role, statement

from .copies import copy
from .errors import DENIED
from .world import World

TEXT = b"hello, token"


def case_of_a_role(world: World) -> None:
    own = world.with_token(assume_role())
    world.put("a", TEXT, own)
    world.check.state("what it wrote", world.read("a"), TEXT)
    world.check.state("what it reads", world.read("a", own), TEXT)
    world.check.state("what it lists", world.keys(own), ["a"])
    world.delete("a", own)
    world.check.state("what it deleted", world.keys(), [])


def case_narrowed_by_a_policy(world: World) -> None:
    world.put("a", TEXT)
    own = world.with_token(assume_role(allow(world.bucket, "oss:Get*")))
    world.check.state("get", world.read("a", own), TEXT)
    world.check.error("put", lambda: world.put("a", b"x", own), **DENIED)
    world.check.error("delete", lambda: world.delete("a", own), **DENIED)
    world.check.error("list", lambda: world.list(own), **DENIED)
    world.check.error("copy", lambda: copy(world, "a", "b", own), **DENIED)
    world.check.state("nothing changed", (world.keys(), world.read("a")), (["a"], TEXT))


def case_narrowed_to_some_keys(world: World) -> None:
    policy = allow(world.bucket, "oss:*", key="mine/*")
    policy["Statement"].append(statement("Deny", world.bucket, "oss:PutObject", key="mine/locked/*"))
    own = world.with_token(assume_role(policy))
    world.put("mine/a", TEXT, own)
    world.check.state("inside", world.read("mine/a"), TEXT)
    world.check.error("outside", lambda: world.put("theirs/a", TEXT, own), **DENIED)
    world.check.error("denied inside", lambda: world.put("mine/locked/a", TEXT, own), **DENIED)
    world.check.state("nothing else", world.keys(), ["mine/a"])


def case_in_urls(world: World) -> None:
    world.put("a", TEXT)
    own = world.with_token(assume_role(allow(world.bucket, "oss:GetObject")))
    minute = datetime.timedelta(minutes=1)
    read = own.presign(oss.GetObjectRequest(bucket=world.bucket, key="a"), expires=minute)
    world.check.state("get", requests.get(read.url).content, TEXT)
    write = own.presign(oss.PutObjectRequest(bucket=world.bucket, key="a"), expires=minute)
    world.check.state("without the right", requests.put(write.url, data=b"x").status_code, 403)
    world.check.state("nothing changed", world.read("a"), TEXT)


def case_end_at_their_expiration(world: World) -> None:
    with later(-600):
        own = world.with_token(assume_role(seconds=900))
    world.put("a", TEXT, own)
    with later(600):
        expired = {"type": "OperationError", "status_code": 403, "code": "SecurityTokenExpired"}
        world.check.error("later", lambda: world.get("a", own), **expired)
    world.check.state("before", world.read("a", own), TEXT)
