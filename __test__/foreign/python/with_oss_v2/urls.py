"""Signed URLs."""

from __future__ import annotations

import datetime
from typing import Any

import alibabacloud_oss_v2 as oss
import requests

from harness.emulator import later

from .errors import MISSING
from .world import World

TEXT = b"hello, url"
KEY = "dir/a b+中.txt"
MINUTE = datetime.timedelta(minutes=1)


def sign(world: World, kind: Any, key: str = KEY, **fields: Any) -> oss.PresignResult:
    return world.client.presign(kind(bucket=world.bucket, key=key, **fields), expires=MINUTE)


def send(signed: oss.PresignResult, **options: Any) -> requests.Response:
    return requests.request(signed.method, signed.url, headers=signed.signed_headers, **options)


def case_to_read_write_and_ask(world: World) -> None:
    send(sign(world, oss.PutObjectRequest), data=TEXT)
    world.check.state("put", world.read(KEY), TEXT)
    world.check.state("get", send(sign(world, oss.GetObjectRequest)).content, TEXT)
    head = send(sign(world, oss.HeadObjectRequest))
    world.check.state("head", head.headers["Content-Length"], str(len(TEXT)))


def case_of_an_upload_in_parts(world: World) -> None:
    begun = send(sign(world, oss.InitiateMultipartUploadRequest))
    upload_id = begun.text.partition("<UploadId>")[2].partition("</UploadId>")[0]
    world.check.state("it began", [found.upload_id for found in world.uploads().uploads], [upload_id])
    part = send(sign(world, oss.UploadPartRequest, upload_id=upload_id, part_number=1), data=TEXT)
    body = (
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber>"
        f"<ETag>{part.headers['ETag']}</ETag></Part></CompleteMultipartUpload>"
    )
    send(sign(world, oss.CompleteMultipartUploadRequest, upload_id=upload_id), data=body)
    world.check.state("it is there", world.read(KEY), TEXT)
    other = send(sign(world, oss.InitiateMultipartUploadRequest, key="other"))
    upload_id = other.text.partition("<UploadId>")[2].partition("</UploadId>")[0]
    send(sign(world, oss.AbortMultipartUploadRequest, key="other", upload_id=upload_id))
    world.check.state("aborted", world.uploads().uploads, None)


def case_serve_one_method_key_and_time(world: World) -> None:
    world.put("a", TEXT)
    signed = sign(world, oss.GetObjectRequest, "a")
    world.check.state("another method", requests.put(signed.url, data=b"x").status_code, 403)
    world.check.state("another key", requests.get(signed.url.replace("/a?", "/b?")).status_code, 403)
    with later(600):
        late = send(signed)
        world.check.state("later", (late.status_code, "Request has expired." in late.text), (403, True))
    world.check.state("in time", send(signed).content, TEXT)
    world.check.state("nothing changed", world.read("a"), TEXT)


def case_with_headers_of_the_reply(world: World) -> None:
    world.put("a", TEXT)
    asked = {"response_content_type": "text/x-asked; charset=utf-8", "response_cache_control": "no-store"}
    got = send(sign(world, oss.GetObjectRequest, "a", **asked))
    expected = {"Content-Type": "text/x-asked; charset=utf-8", "Cache-Control": "no-store"}
    world.check.headers("get", got.headers, expected)


def case_with_headers_of_the_request(world: World) -> None:
    signed = sign(world, oss.PutObjectRequest, "a", content_type="text/x-mine", metadata={"uid": "7"})
    world.check.state("without them", requests.put(signed.url, data=TEXT).status_code, 403)
    world.check.error("nothing was stored", lambda: world.head("a"), **MISSING)
    send(signed, data=TEXT)
    head = world.head("a")
    world.check.state("type", head.content_type, "text/x-mine")
    world.check.state("metadata", dict(head.metadata), {"uid": "7"})
