"""Callbacks, which the server posts to a receiver of this suite."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from typing import Any
from urllib.parse import parse_qs

from harness.content import etag
from harness.receiver import receiver

from .errors import REFUSED
from .multipart import begin, complete, put_part
from .world import World

TEXT = b"hello, callback"
ANSWER = b'{"taken":true}'


def encode(value: Any) -> str:
    return b64encode(json.dumps(value).encode()).decode()


def case_of_a_put(world: World) -> None:
    with receiver(ANSWER) as taker:
        asked = {
            "callbackUrl": f"{taker.origin}/take?from=put",
            "callbackHost": "receiver.example.com",
            "callbackBody": "bucket=${bucket}&object=${object}&size=${size}&etag=${etag}&mine=${x:mine}",
        }
        put = world.put("dir/a b", TEXT, callback=encode(asked), callback_var=encode({"x:mine": "7"}))
        world.check.reply("answer of the receiver", put.callback_result, ANSWER.decode())
        world.check.state("target", [request["target"] for request in taker.requests], ["/take?from=put"])
        request = taker.requests[0]
        world.check.headers(
            "request",
            request["headers"],
            {
                "Host": "receiver.example.com",
                "Content-Type": "application/x-www-form-urlencoded",
                "x-oss-bucket": world.bucket,
                "Authorization": re.compile(r"^[\w+/=]+$"),
            },
        )
        form = {name: values[0] for name, values in parse_qs(request["body"]).items()}
        for name, value in {
            "bucket": world.bucket,
            "object": "dir/a b",
            "size": str(len(TEXT)),
            "etag": etag(TEXT),
            "mine": "7",
        }.items():
            world.check.state(f"body, {name}", form.get(name), value)
    world.check.state("the object", world.read("dir/a b"), TEXT)


def case_in_json_of_an_upload_in_parts(world: World) -> None:
    with receiver(ANSWER) as taker:
        upload_id = begin(world, "a")
        part = put_part(world, "a", upload_id, 1, b"parts")
        asked = {
            "callbackUrl": taker.origin,
            "callbackBody": '{"object":${object},"size":${size}}',
            "callbackBodyType": "application/json",
        }
        done = complete(world, "a", upload_id, [part], callback=encode(asked))
        world.check.reply("answer of the receiver", done.callback_result, ANSWER.decode())
        request = taker.requests[0]
        world.check.state("body", json.loads(request["body"]), {"object": "a", "size": 5})
        world.check.state("type", request["headers"]["Content-Type"], "application/json")
    world.check.state("the object", world.read("a"), b"parts")


def case_that_fail(world: World) -> None:
    with receiver(b"{}", status=500) as taker:
        asked = encode({"callbackUrl": taker.origin, "callbackBody": "x=1"})
        put = world.put("a", TEXT, callback=asked)
        world.check.reply("refused by the receiver", put.status_code, 203)
        world.check.reply("refused, told", "<Code>CallbackFailed</Code>" in put.callback_result, True)
        world.check.state("the object stays", world.read("a"), TEXT)
    world.check.error("that cannot be read", lambda: world.put("b", TEXT, callback="no base64!"), **REFUSED)
    world.check.state("nothing was stored", world.exists("b"), False)
