"""Policies of buckets, and what keeps buckets from the public."""

from __future__ import annotations

import json
from typing import Any

import alibabacloud_oss_v2 as oss

from harness.accounts import ACCOUNT, ROOT, STRANGER, STRANGER_ACCOUNT

from .errors import DENIED
from .world import World

TEXT = b"hello, policy"
NONE = {"type": "OperationError", "status_code": 404, "code": "NoSuchBucketPolicy"}


def policy(world: World, effect: str, principals: list[str], *actions: str, key: str = "*") -> str:
    statement: dict[str, Any] = {
        "Effect": effect,
        "Principal": principals,
        "Action": list(actions),
        "Resource": [f"acs:oss:*:{ACCOUNT}:{world.bucket}/{key}"],
    }
    return json.dumps({"Version": "1", "Statement": [statement]})


def put(world: World, text: str) -> None:
    world.client.put_bucket_policy(oss.PutBucketPolicyRequest(bucket=world.bucket, body=text))


def read(world: World) -> Any:
    return json.loads(world.client.get_bucket_policy(oss.GetBucketPolicyRequest(bucket=world.bucket)).body)


def is_public(world: World) -> bool:
    request = oss.GetBucketPolicyStatusRequest(bucket=world.bucket)
    return world.client.get_bucket_policy_status(request).policy_status.is_public


def case_are_kept_and_come_back(world: World) -> None:
    world.check.error("at first", lambda: read(world), **NONE)
    text = policy(world, "Allow", ["*"], "oss:GetObject")
    put(world, text)
    world.check.state("put", read(world), json.loads(text))
    world.check.state("it is public", is_public(world), True)
    world.check.error("one that cannot be read", lambda: put(world, "{}"), status_code=400)
    world.check.state("it stays", read(world), json.loads(text))
    put(world, policy(world, "Allow", [STRANGER_ACCOUNT], "oss:GetObject"))
    world.check.state("it is not public", is_public(world), False)
    world.client.delete_bucket_policy(oss.DeleteBucketPolicyRequest(bucket=world.bucket))
    world.check.error("deleted", lambda: read(world), **NONE)


def case_allow_what_nothing_else_does(world: World) -> None:
    world.put("open/a", TEXT)
    world.put("closed/a", TEXT)
    stranger, nobody = world.make(STRANGER), world.anonymous()
    world.check.error("before", lambda: world.get("open/a", stranger), **DENIED)
    put(world, policy(world, "Allow", [STRANGER_ACCOUNT], "oss:GetObject", "oss:PutObject", key="open/*"))
    world.check.state("reading", world.read("open/a", stranger), TEXT)
    world.put("open/b", b"by a stranger", stranger)
    world.check.state("writing", world.read("open/b"), b"by a stranger")
    world.check.error("another key", lambda: world.get("closed/a", stranger), **DENIED)
    world.check.error("another action", lambda: world.delete("open/a", stranger), **DENIED)
    world.check.error("without a signature", lambda: world.get("open/a", nobody), **DENIED)
    put(world, policy(world, "Allow", ["*"], "oss:GetObject", key="open/*"))
    world.check.state("everybody", world.read("open/a", nobody), TEXT)


def case_deny_what_something_else_allows(world: World) -> None:
    world.put("locked/a", TEXT)
    put(world, policy(world, "Deny", ["*"], "oss:DeleteObject", key="locked/*"))
    world.check.error("a user who may do everything", lambda: world.delete("locked/a"), **DENIED)
    world.check.state("it stays", world.read("locked/a"), TEXT)
    world.make(ROOT).delete_bucket_policy(oss.DeleteBucketPolicyRequest(bucket=world.bucket))
    world.delete("locked/a")
    world.check.state("afterwards", world.exists("locked/a"), False)


def case_and_blocks_of_public_access(world: World) -> None:
    def blocked() -> bool:
        request = oss.GetBucketPublicAccessBlockRequest(bucket=world.bucket)
        result = world.client.get_bucket_public_access_block(request)
        return result.public_access_block_configuration.block_public_access

    world.put("a", TEXT)
    nobody = world.anonymous()
    put(world, policy(world, "Allow", ["*"], "oss:GetObject"))
    world.check.state("before", world.read("a", nobody), TEXT)
    configuration = oss.PublicAccessBlockConfiguration(block_public_access=True)
    world.client.put_bucket_public_access_block(
        oss.PutBucketPublicAccessBlockRequest(
            bucket=world.bucket, public_access_block_configuration=configuration
        )
    )
    world.check.state("put", blocked(), True)
    world.check.error("without effect", lambda: world.get("a", nobody), **DENIED)
    public = oss.PutBucketAclRequest(bucket=world.bucket, acl="public-read")
    world.check.error("a public ACL", lambda: world.client.put_bucket_acl(public), status_code=403)
    acl = world.client.get_bucket_acl(oss.GetBucketAclRequest(bucket=world.bucket)).acl
    world.check.state("the ACL stays", acl, "private")
    request = oss.DeleteBucketPublicAccessBlockRequest(bucket=world.bucket)
    world.client.delete_bucket_public_access_block(request)
    world.check.state("afterwards", world.read("a", nobody), TEXT)
