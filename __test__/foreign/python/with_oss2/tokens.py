"""Tokens of STS, with and without a policy of their own."""

import re

from aliyunsdkcore.acs_exception.exceptions import ServerException

from harness.accounts import ACCOUNT, APP, DISABLED, READER, ROOT, Key
from harness.emulator import later
from harness.sts import allow, assume_role, call, statement

from .world import World

TEXT = b"hello, token"
DENIED = {"type": "AccessDenied", "status": 403, "code": "AccessDenied"}


def case_of_a_role(world: World) -> None:
    token = assume_role()
    world.check.reply("key id", token.id, re.compile(r"^STS\."))
    own = world.with_token(token)
    own.put_object("a", TEXT)
    world.check.state("what it wrote", world.read("a"), TEXT)
    world.check.state("what it reads", own.get_object("a").read(), TEXT)
    world.check.state("what it lists", world.keys(own), ["a"])
    own.delete_object("a")
    world.check.state("what it deleted", world.keys(), [])


def case_who_it_is(world: World) -> None:
    who = call("GetCallerIdentity", APP)
    world.check.state("a user, account", who["AccountId"], ACCOUNT)
    world.check.state("a user, type", who["IdentityType"], "RAMUser")
    world.check.state("a user, ARN", who["Arn"], f"acs:ram::{ACCOUNT}:user/app")
    who = call("GetCallerIdentity", ROOT)
    world.check.state("the account, type", who["IdentityType"], "Account")


def case_narrowed_by_a_policy(world: World) -> None:
    world.bucket.put_object("a", TEXT)
    own = world.with_token(assume_role(allow(world.name, "oss:Get*")))
    world.check.state("get", own.get_object("a").read(), TEXT)
    world.check.error("put", lambda: own.put_object("a", b"x"), **DENIED)
    world.check.error("delete", lambda: own.delete_object("a"), **DENIED)
    world.check.error("several", lambda: own.batch_delete_objects(["a"]), **DENIED)
    world.check.error("list", own.list_objects, **DENIED)
    world.check.error("copy", lambda: own.copy_object(world.name, "a", "b"), **DENIED)
    world.check.state("nothing changed", (world.keys(), world.read("a")), (["a"], TEXT))


def case_narrowed_to_some_keys(world: World) -> None:
    policy = allow(world.name, "oss:*", key="mine/*")
    policy["Statement"].append(statement("Deny", world.name, "oss:PutObject", key="mine/locked/*"))
    own = world.with_token(assume_role(policy))
    own.put_object("mine/a", TEXT)
    world.check.state("inside", world.read("mine/a"), TEXT)
    world.check.error("outside", lambda: own.put_object("theirs/a", TEXT), **DENIED)
    world.check.error("denied inside", lambda: own.put_object("mine/locked/a", TEXT), **DENIED)
    world.check.state("nothing else", world.keys(), ["mine/a"])


def case_in_urls(world: World) -> None:
    world.bucket.put_object("a", TEXT)
    own = world.with_token(assume_role(allow(world.name, "oss:GetObject")))
    url = own.sign_url("GET", "a", 60)
    world.check.state("get", world.bucket.get_object_with_url(url).read(), TEXT)
    write = own.sign_url("PUT", "a", 60)
    world.check.error("without the right", lambda: world.bucket.put_object_with_url(write, b"x"), **DENIED)
    world.check.state("nothing changed", world.read("a"), TEXT)


def case_end_at_their_expiration(world: World) -> None:
    with later(-600):
        own = world.with_token(assume_role(seconds=900))
    own.put_object("a", TEXT)
    with later(600):
        expired = {"status": 403, "code": "SecurityTokenExpired"}
        world.check.error("later", lambda: own.get_object("a"), **expired)
    world.check.state("before", own.get_object("a").read(), TEXT)


def case_that_are_refused(world: World) -> None:
    def refused(what: str, code: str, status: int, **options: object) -> None:
        call = lambda: assume_role(**options)
        world.check.error(what, call, type=ServerException.__name__, error_code=code, http_status=status)

    refused("an unknown role", "EntityNotExist.Role", 404, role=f"acs:ram::{ACCOUNT}:role/nobody")
    refused("a short life", "InvalidParameter.DurationSeconds", 400, seconds=10)
    refused("a name with a space", "InvalidParameter.RoleSessionName", 400, session="a b")
    refused("a policy without statements", "InvalidParameter.PolicyGrammar", 400, policy={"Statements": []})
    refused("an unknown key", "InvalidAccessKeyId.NotFound", 404, key=Key("unknown-fake-id", "unknown"))
    refused("a user without the right", "NoPermission", 403, key=READER)
    refused("the account itself", "NoPermission", 403, key=ROOT)
    refused("a disabled key", "InvalidAccessKeyId.Inactive", 400, key=DISABLED)
    wrong = Key(APP.id, "another-fake-secret")
    refused("a wrong secret", "SignatureDoesNotMatch", 400, key=wrong)
