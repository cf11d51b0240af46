"""Keys, tokens and clocks that are wrong; names of buckets that are not in the host; providers of credentials."""

import oss2
from oss2.credentials import StaticCredentialsProvider

from harness.accounts import APP, CNAME, CNAME_BUCKET, DISABLED, REGION, Key
from harness.emulator import later

from .world import World

TEXT = b"hello, credentials"


def case_that_are_wrong(world: World) -> None:
    def put(key: Key) -> None:
        world.make(world.name, key).put_object("a", TEXT)

    wrong = {"type": "SignatureDoesNotMatch", "status": 403, "code": "SignatureDoesNotMatch"}
    world.check.error("a wrong secret", lambda: put(Key(APP.id, "another-fake-secret")), **wrong)
    unknown = {"status": 403, "code": "InvalidAccessKeyId"}
    world.check.error("an unknown key", lambda: put(Key("unknown-fake-id", APP.secret)), **unknown)
    world.check.error("a disabled key", lambda: put(DISABLED), **unknown)
    nobody = world.make(world.name, auth=world.auth(APP, "nobody"))
    world.check.error(
        "a token of nobody", lambda: nobody.put_object("a", TEXT), status=403, code="InvalidSecurityToken"
    )
    world.check.state("nothing was stored", world.keys(), [])


def case_and_a_clock_that_is_wrong(world: World) -> None:
    with later(3600):
        put = lambda: world.bucket.put_object("a", TEXT)
        world.check.error("an hour", put, status=403, code="RequestTimeTooSkewed")
    world.check.state("nothing was stored", world.keys(), [])
    with later(600):
        world.bucket.put_object("a", TEXT)
    world.check.state("ten minutes", world.read("a"), TEXT)


def case_of_a_provider(world: World) -> None:
    provider = StaticCredentialsProvider(APP.id, APP.secret)
    auth = (oss2.ProviderAuthV4 if world.is_v4 else oss2.ProviderAuth)(provider)
    world.make(world.name, auth=auth).put_object("a", TEXT)
    world.check.state("what it wrote", world.read("a"), TEXT)


def case_through_a_custom_domain(world: World) -> None:
    if not world.is_virtual:
        return
    world.make(CNAME_BUCKET).create_bucket()
    own = oss2.Bucket(world.auth(APP), f"http://{CNAME}", CNAME_BUCKET, is_cname=True, region=REGION)
    own.put_object("dir/a 中", TEXT)
    plain = world.make(CNAME_BUCKET)
    world.check.state("what it wrote", plain.get_object("dir/a 中").read(), TEXT)
    world.check.state("what it reads", own.get_object("dir/a 中").read(), TEXT)
    world.check.state("what it lists", world.keys(own), ["dir/a 中"])
    own.delete_object("dir/a 中")
    world.check.state("what it deleted", world.keys(plain), [])
    plain.delete_bucket()
