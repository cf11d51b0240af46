"""Signed URLs."""

import re

import requests

from harness.emulator import later

from .world import World

TEXT = b"hello, url"
KEY = "dir/a b+中.txt"


def case_to_read_write_and_delete(world: World) -> None:
    bucket, check = world.bucket, world.check
    bucket.put_object_with_url(bucket.sign_url("PUT", KEY, 60), TEXT)
    check.state("put", world.read(KEY), TEXT)
    check.state("get", bucket.get_object_with_url(bucket.sign_url("GET", KEY, 60)).read(), TEXT)
    check.state(
        "slashes as they are", requests.get(bucket.sign_url("GET", KEY, 60, slash_safe=True)).content, TEXT
    )
    head = requests.head(bucket.sign_url("HEAD", KEY, 60))
    check.state("head", head.headers["Content-Length"], str(len(TEXT)))
    requests.delete(bucket.sign_url("DELETE", KEY, 60))
    check.state("delete", world.keys(), [])


def case_serve_one_method_key_and_time(world: World) -> None:
    world.bucket.put_object("a", TEXT)
    url = world.bucket.sign_url("GET", "a", 60)
    refused = {"status": 403}
    world.check.error("another method", lambda: world.bucket.put_object_with_url(url, b"x"), **refused)
    other = url.replace("/a?", "/b?")
    wrong = {"type": "SignatureDoesNotMatch", "status": 403, "code": "SignatureDoesNotMatch"}
    world.check.error("another key", lambda: world.bucket.get_object_with_url(other), **wrong)
    with later(600):
        world.check.error(
            "later",
            lambda: world.bucket.get_object_with_url(url),
            status=403,
            code="AccessDenied",
            message=re.compile(r"Request has expired\."),
        )
    world.check.state("in time", world.bucket.get_object_with_url(url).read(), TEXT)


def case_with_headers_of_the_reply(world: World) -> None:
    world.bucket.put_object("a", TEXT)
    asked = {"response-content-type": "text/x-asked; charset=utf-8", "response-cache-control": "no-store"}
    got = world.bucket.get_object_with_url(world.bucket.sign_url("GET", "a", 60, params=asked))
    expected = {"Content-Type": "text/x-asked; charset=utf-8", "Cache-Control": "no-store"}
    world.check.headers("get", got.headers, expected)


def case_with_headers_of_the_request(world: World) -> None:
    headers = {"Content-Type": "text/x-mine", "x-oss-meta-uid": "7"}
    url = world.bucket.sign_url("PUT", "a", 60, headers=headers)
    world.check.error("without them", lambda: world.bucket.put_object_with_url(url, TEXT), status=403)
    world.check.state("nothing was stored", world.keys(), [])
    world.bucket.put_object_with_url(url, TEXT, headers=headers)
    world.check.headers("head", world.bucket.head_object("a").headers, headers)
