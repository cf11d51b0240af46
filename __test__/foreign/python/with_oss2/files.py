"""Files: in one piece, in parts, taken up again."""

import oss2

from harness.content import content

from .world import World

PART = 102_400


def case_in_one_piece(world: World) -> None:
    data = content(1 << 20, "file")
    source, copy = world.folder / "page.html", world.folder / "copy"
    source.write_bytes(data)
    world.bucket.put_object_from_file("page.html", str(source))
    world.bucket.get_object_to_file("page.html", str(copy))
    world.check.state("content", copy.read_bytes() == data, True)
    world.check.state("type", world.bucket.head_object("page.html").content_type, "text/html")
    world.bucket.get_object_to_file("page.html", str(copy), byte_range=(10, 19))
    world.check.state("a range", copy.read_bytes(), data[10:20])


def case_uploaded_in_parts(world: World) -> None:
    data = content(5 * PART + 1, "upload")
    source = world.folder / "source"
    source.write_bytes(data)
    store = oss2.make_upload_store(root=str(world.folder))
    oss2.resumable_upload(
        world.bucket,
        "large",
        str(source),
        store=store,
        multipart_threshold=PART,
        part_size=PART,
        num_threads=3,
        headers={"x-oss-meta-of": "upload", "x-oss-storage-class": "IA"},
    )
    got = world.bucket.get_object("large")
    world.check.state("content", got.read() == data, True)
    world.check.states(
        "get", got, object_type="Multipart", content_length=len(data), server_crc=got.client_crc
    )
    world.check.headers("get", got.headers, {"x-oss-meta-of": "upload", "x-oss-storage-class": "IA"})
    world.check.state("no upload is left", world.bucket.list_multipart_uploads().upload_list, [])


def case_downloaded_in_parts(world: World) -> None:
    data = content(4 * PART + 3, "download")
    world.bucket.put_object("large", data)
    target = world.folder / "target"
    store = oss2.make_download_store(root=str(world.folder))
    oss2.resumable_download(
        world.bucket,
        "large",
        str(target),
        store=store,
        multiget_threshold=PART,
        part_size=PART,
        num_threads=3,
    )
    world.check.state("content", target.read_bytes() == data, True)
    missing = lambda: oss2.resumable_download(world.bucket, "none", str(world.folder / "none"))
    world.check.error("of what is not there", missing, status=404)
    world.check.state("no file was made", (world.folder / "none").exists(), False)
