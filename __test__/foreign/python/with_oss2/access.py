"""Who may do what: ACLs of objects, anonymous and foreign senders, users with few rights."""

from harness.accounts import READER, STRANGER

from .world import World

TEXT = b"hello, access"
DENIED = {"type": "AccessDenied", "status": 403, "code": "AccessDenied"}
MISSING = {"type": "NoSuchKey", "status": 404, "code": "NoSuchKey"}


def case_the_acl_of_an_object(world: World) -> None:
    world.bucket.put_object("a", TEXT)
    world.check.state("at first", world.bucket.get_object_acl("a").acl, "default")
    for acl in ("private", "public-read", "public-read-write", "default"):
        world.bucket.put_object_acl("a", acl)
        world.check.state(f"then {acl}", world.bucket.get_object_acl("a").acl, acl)
    world.check.error("an unknown one", lambda: world.bucket.put_object_acl("a", "public"), status=400)
    world.check.error("of nothing", lambda: world.bucket.put_object_acl("none", "private"), **MISSING)
    world.bucket.put_object("b", TEXT, headers={"x-oss-object-acl": "public-read"})
    world.check.state("set by put", world.bucket.get_object_acl("b").acl, "public-read")


def case_without_a_signature(world: World) -> None:
    nobody = world.anonymous()
    world.bucket.put_object("closed", TEXT)
    world.bucket.put_object("open", TEXT, headers={"x-oss-object-acl": "public-read"})
    world.check.error("a private object", lambda: nobody.get_object("closed"), **DENIED)
    world.check.state("a public object", nobody.get_object("open").read(), TEXT)
    world.bucket.put_bucket_acl("public-read")
    world.check.state("a private object of a public bucket", nobody.get_object("closed").read(), TEXT)
    world.check.error("writing to it", lambda: nobody.put_object("new", b"x"), **DENIED)
    world.check.state("nothing was written", world.bucket.object_exists("new"), False)
    world.bucket.put_object_acl("closed", "private")
    world.check.error("its own ACL wins", lambda: nobody.get_object("closed"), **DENIED)
    world.bucket.put_bucket_acl("public-read-write")
    nobody.put_object("new", b"by anyone")
    world.check.state("writing to an open bucket", world.read("new"), b"by anyone")
    nobody.delete_object("new")
    world.check.state("deleting from it", world.bucket.object_exists("new"), False)


def case_another_account(world: World) -> None:
    world.bucket.put_object("a", TEXT)
    stranger = world.make(world.name, STRANGER)
    world.check.error("get", lambda: stranger.get_object("a"), **DENIED)
    world.check.error("put", lambda: stranger.put_object("b", TEXT), **DENIED)
    world.check.error("delete", lambda: stranger.delete_object("a"), **DENIED)
    world.check.error("tags", lambda: stranger.get_object_tagging("a"), **DENIED)
    world.check.state("nothing changed", world.keys(), ["a"])
    world.bucket.put_object_acl("a", "public-read")
    world.check.state("what is public", stranger.get_object("a").read(), TEXT)
    world.check.error("the ACL itself", lambda: stranger.put_object_acl("a", "private"), **DENIED)
    world.check.state("stays as it was", world.bucket.get_object_acl("a").acl, "public-read")


def case_a_user_with_few_rights(world: World) -> None:
    world.bucket.put_object("a", TEXT)
    reader = world.make(world.name, READER)
    world.check.state("reading", reader.get_object("a").read(), TEXT)
    world.check.error("writing", lambda: reader.put_object("a", b"x"), **DENIED)
    world.check.error("deleting", lambda: reader.delete_object("a"), **DENIED)
    world.check.error("deleting several", lambda: reader.batch_delete_objects(["a"]), **DENIED)
    world.check.error("listing", reader.list_objects, **DENIED)
    world.check.error("the ACL", lambda: reader.put_object_acl("a", "public-read"), **DENIED)
    world.check.error("uploads", lambda: reader.init_multipart_upload("b"), **DENIED)
    world.check.error("appending", lambda: reader.append_object("b", 0, b"x"), **DENIED)
    world.check.error("links", lambda: reader.put_symlink("a", "b"), **DENIED)
    world.check.state("nothing changed", (world.keys(), world.read("a")), (["a"], TEXT))
