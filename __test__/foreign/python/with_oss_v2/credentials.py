"""Keys, tokens and clocks that are wrong; names of buckets that are not in the host; providers of credentials."""

import alibabacloud_oss_v2 as oss
from alibabacloud_oss_v2 import credentials

from harness.accounts import APP, CNAME, CNAME_BUCKET, DISABLED, Key
from harness.emulator import later
from harness.sts import Token

from .world import World

TEXT = b"hello, credentials"


def case_that_are_wrong(world: World) -> None:
    def put(key: Key) -> None:
        world.put("a", TEXT, world.make(key))

    wrong = {"type": "OperationError", "status_code": 403, "code": "SignatureDoesNotMatch"}
    world.check.error("a wrong secret", lambda: put(Key(APP.id, "another-fake-secret")), **wrong)
    unknown = {"type": "OperationError", "status_code": 403, "code": "InvalidAccessKeyId"}
    world.check.error("an unknown key", lambda: put(Key("unknown-fake-id", APP.secret)), **unknown)
    world.check.error("a disabled key", lambda: put(DISABLED), **unknown)
    nobody = world.with_token(Token("STS.nobody", "nobody", "nobody", ""))
    world.check.error("a token of nobody", lambda: world.put("a", TEXT, nobody), status_code=403)
    world.check.state("nothing was stored", world.keys(), [])


def case_and_a_clock_that_is_wrong(world: World) -> None:
    with later(600):
        world.put("a", TEXT)
    world.check.state("ten minutes", world.read("a"), TEXT)
    with later(3600):
        skewed = {"type": "OperationError", "status_code": 403, "code": "RequestTimeTooSkewed"}
        world.check.error("an hour", lambda: world.put("b", TEXT), **skewed)
    world.check.state("nothing was stored", world.keys(), ["a"])


def case_of_a_provider(world: World) -> None:
    asked = []

    def fetch() -> credentials.Credentials:
        asked.append(None)
        return credentials.Credentials(APP.id, APP.secret)

    own = world.make(credentials_provider=credentials.CredentialsProviderFunc(fetch))
    world.put("a", TEXT, own)
    world.check.state("what it wrote", world.read("a"), TEXT)
    world.check.reply("it was asked", len(asked), 1)


def case_through_a_custom_domain(world: World) -> None:
    if not world.is_virtual:
        return
    world.client.put_bucket(oss.PutBucketRequest(bucket=CNAME_BUCKET))
    own = world.make(endpoint=f"http://{CNAME}", use_cname=True)
    key = "dir/a 中"
    own.put_object(oss.PutObjectRequest(bucket=CNAME_BUCKET, key=key, body=TEXT))
    for what, client in (("others", world.client), ("itself", own)):
        got = client.get_object(oss.GetObjectRequest(bucket=CNAME_BUCKET, key=key))
        world.check.state(f"read by {what}", got.body.read(), TEXT)
    world.check.state("what it lists", world.keys(own, bucket=CNAME_BUCKET), [key])
    own.delete_object(oss.DeleteObjectRequest(bucket=CNAME_BUCKET, key=key))
    world.check.state("what it deleted", world.keys(bucket=CNAME_BUCKET), [])
    world.client.delete_bucket(oss.DeleteBucketRequest(bucket=CNAME_BUCKET))
