"""Symbolic links."""

from .world import World

TEXT = b"hello, link"
MISSING = {"type": "NoSuchKey", "status": 404, "code": "NoSuchKey"}


def case_to_an_object(world: World) -> None:
    target = "dir/target 中.txt"
    world.bucket.put_object(target, TEXT, headers={"x-oss-meta-of": "target"})
    world.bucket.put_symlink(target, "link", headers={"x-oss-meta-of": "link"})
    link = world.bucket.get_symlink("link")
    world.check.state("target", link.target_key, target)
    world.check.state("its own metadata", link.headers.get("x-oss-meta-of"), "link")
    got = world.bucket.get_object("link")
    world.check.state("content", got.read(), TEXT)
    world.check.states("get", got, object_type="Symlink", content_length=len(TEXT))
    world.check.state("head", world.bucket.head_object("link").content_length, len(TEXT))
    world.check.states("list", world.bucket.list_objects().object_list[1], key="link", type="Symlink")
    world.bucket.put_object(target, b"changed")
    world.check.state("follows its target", world.read("link"), b"changed")


def case_to_nothing(world: World) -> None:
    world.bucket.put_symlink("none", "link")
    world.check.state("it is there", world.bucket.get_symlink("link").target_key, "none")
    world.check.error(
        "get", lambda: world.bucket.get_object("link"), status=404, code="SymlinkTargetNotExist"
    )
    world.bucket.put_object("plain", TEXT)
    world.check.error(
        "of a plain object", lambda: world.bucket.get_symlink("plain"), status=400, code="NotSymlink"
    )
    world.check.error("get_symlink of nothing", lambda: world.bucket.get_symlink("none"), **MISSING)
    world.bucket.delete_object("link")
    world.check.error("deleted", lambda: world.bucket.get_symlink("link"), **MISSING)


def case_to_a_link(world: World) -> None:
    world.bucket.put_object("target", TEXT)
    world.bucket.put_symlink("target", "first")
    world.bucket.put_symlink("first", "second")
    world.check.state("its target", world.bucket.get_symlink("second").target_key, "first")
    refused = {"status": 400, "code": "InvalidTargetType"}
    world.check.error("get", lambda: world.bucket.get_object("second"), **refused)
    world.check.error("head", lambda: world.bucket.head_object("second"), **refused)
    headers = {"x-oss-forbid-overwrite": "true"}
    world.check.error(
        "forbidden to overwrite",
        lambda: world.bucket.put_symlink("other", "second", headers=headers),
        status=409,
        code="FileAlreadyExists",
    )
    world.check.state("it stays", world.bucket.get_symlink("second").target_key, "first")
