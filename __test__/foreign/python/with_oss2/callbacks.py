"""Callbacks, which the server posts to a receiver of this suite."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from typing import Any
from urllib.parse import parse_qs

from oss2.models import PartInfo

from harness.content import etag
from harness.receiver import receiver

from .world import World

TEXT = b"hello, callback"
ANSWER = b'{"taken":true}'


def callback(variables: dict[str, str] | None = None, **fields: str) -> dict[str, str]:
    """The headers that ask for it."""

    def encode(value: Any) -> str:
        return b64encode(json.dumps(value).encode()).decode()

    return {
        "x-oss-callback": encode(fields),
        **({"x-oss-callback-var": encode(variables)} if variables else {}),
    }


def case_of_a_put(world: World) -> None:
    with receiver(ANSWER) as taker:
        headers = callback(
            {"x:mine": "7"},
            callbackUrl=f"{taker.origin}/take?from=put",
            callbackHost="receiver.example.com",
            callbackBody="bucket=${bucket}&object=${object}&size=${size}&etag=${etag}&mine=${x:mine}",
        )
        put = world.bucket.put_object("dir/a b", TEXT, headers=headers)
        world.check.reply("answer of the receiver", put.resp.read(), ANSWER)
        world.check.state("target", [request["target"] for request in taker.requests], ["/take?from=put"])
        request = taker.requests[0]
        world.check.headers(
            "request",
            request["headers"],
            {
                "Host": "receiver.example.com",
                "Content-Type": "application/x-www-form-urlencoded",
                "x-oss-bucket": world.name,
                "Authorization": re.compile(r"^[\w+/=]+$"),
            },
        )
        form = {name: values[0] for name, values in parse_qs(request["body"]).items()}
        for name, value in {
            "bucket": world.name,
            "object": "dir/a b",
            "size": str(len(TEXT)),
            "etag": etag(TEXT),
            "mine": "7",
        }.items():
            world.check.state(f"body, {name}", form.get(name), value)
    world.check.state("the object", world.read("dir/a b"), TEXT)


def case_in_json_of_an_upload_in_parts(world: World) -> None:
    with receiver(ANSWER) as taker:
        upload_id = world.bucket.init_multipart_upload("a").upload_id
        part = world.bucket.upload_part("a", upload_id, 1, b"parts")
        headers = callback(
            {"x:mine": 'a "b"'},
            callbackUrl=taker.origin,
            callbackBody='{"object":${object},"size":${size},"mine":${x:mine}}',
            callbackBodyType="application/json",
        )
        done = world.bucket.complete_multipart_upload(
            "a", upload_id, [PartInfo(1, part.etag, 5, part_crc=part.crc)], headers
        )
        world.check.reply("answer of the receiver", done.resp.read(), ANSWER)
        request = taker.requests[0]
        world.check.state("body", json.loads(request["body"]), {"object": "a", "size": 5, "mine": 'a "b"'})
        world.check.state("type", request["headers"]["Content-Type"], "application/json")
    world.check.state("the object", world.read("a"), b"parts")


def case_that_fail(world: World) -> None:
    with receiver(b"{}", status=500) as taker:
        headers = callback(callbackUrl=taker.origin, callbackBody="x=1")
        put = world.bucket.put_object("a", TEXT, headers=headers)
        world.check.reply("refused by the receiver", put.status, 203)
        world.check.reply("refused, told", b"<Code>CallbackFailed</Code>" in put.resp.read(), True)
        world.check.state("the object stays", world.read("a"), TEXT)
    broken = {"x-oss-callback": "no base64!"}
    world.check.error(
        "that cannot be read", lambda: world.bucket.put_object("b", TEXT, headers=broken), status=400
    )
    world.check.state("nothing was stored", world.bucket.object_exists("b"), False)
