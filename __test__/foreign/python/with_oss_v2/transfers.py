"""Files: in one piece, in parts at once, and copies in parts."""

import alibabacloud_oss_v2 as oss

from harness.content import content

from .errors import MISSING
from .world import World

PART = 102_400


def case_in_one_piece(world: World) -> None:
    data = content(1 << 20, "file")
    source, copy = world.folder / "page.html", world.folder / "copy"
    source.write_bytes(data)
    world.client.put_object_from_file(oss.PutObjectRequest(bucket=world.bucket, key="page.html"), str(source))
    world.client.get_object_to_file(oss.GetObjectRequest(bucket=world.bucket, key="page.html"), str(copy))
    world.check.state("content", copy.read_bytes() == data, True)
    world.check.state("type", world.head("page.html").content_type, "text/html")


def case_uploaded_in_parts(world: World) -> None:
    data = content(5 * PART + 1, "upload")
    source = world.folder / "source"
    source.write_bytes(data)
    uploader = world.client.uploader(part_size=PART, parallel_num=3)
    request = oss.PutObjectRequest(
        bucket=world.bucket, key="large", metadata={"of": "upload"}, storage_class="IA", acl="public-read"
    )
    uploader.upload_file(request, filepath=str(source))
    got = world.get("large")
    world.check.state("content", got.body.read() == data, True)
    world.check.states("get", got, object_type="Multipart", content_length=len(data), storage_class="IA")
    world.check.state("metadata", dict(got.metadata), {"of": "upload"})
    acl = world.client.get_object_acl(oss.GetObjectAclRequest(bucket=world.bucket, key="large")).acl
    world.check.state("ACL", acl, "public-read")
    world.check.state("no upload is left", world.uploads().uploads, None)


def case_downloaded_in_parts(world: World) -> None:
    data = content(4 * PART + 3, "download")
    world.put("large", data)
    downloader = world.client.downloader(part_size=PART, parallel_num=3)
    target = world.folder / "target"
    downloader.download_file(oss.GetObjectRequest(bucket=world.bucket, key="large"), filepath=str(target))
    world.check.state("content", target.read_bytes() == data, True)
    nothing = oss.GetObjectRequest(bucket=world.bucket, key="none")
    missing = lambda: downloader.download_file(nothing, filepath=str(world.folder / "none"))
    world.check.error("of what is not there", missing, **MISSING)
    world.check.state("no file was made", (world.folder / "none").exists(), False)


def case_copied_in_parts(world: World) -> None:
    data = content(4 * PART + 3, "copied")
    world.put("source", data, metadata={"of": "source"}, tagging="kind=source")
    copier = world.client.copier(part_size=PART, multipart_copy_threshold=PART, disable_shallow_copy=True)
    copier.copy(oss.CopyObjectRequest(bucket=world.bucket, key="target", source_key="source"))
    got = world.get("target")
    world.check.state("content", got.body.read() == data, True)
    world.check.states("get", got, object_type="Multipart", tagging_count=1)
    world.check.state("metadata", dict(got.metadata), {"of": "source"})
