"""Cross-origin requests: rules, preflights, replies."""

from __future__ import annotations

import re

import requests
from oss2.models import BucketCors, CorsRule

from .world import World

RULES = [
    {
        "allowed_origins": ["http://a.example.com", "http://*.b.example.com"],
        "allowed_methods": ["GET", "PUT"],
        "allowed_headers": ["x-oss-*", "content-type"],
        "expose_headers": ["ETag", "x-oss-request-id"],
        "max_age_seconds": 60,
    },
    {"allowed_origins": ["*"], "allowed_methods": ["HEAD"]},
]
NONE = {"type": "NoSuchCors", "status": 404, "code": "NoSuchCORSConfiguration"}


def put(world: World, *rules: dict[str, object]) -> None:
    world.bucket.put_bucket_cors(BucketCors([CorsRule(**rule) for rule in rules]))


def case_rules_come_back(world: World) -> None:
    world.check.error("at first", world.bucket.get_bucket_cors, **NONE)
    put(world, *RULES)
    rules = world.bucket.get_bucket_cors().rules
    world.check.state("count", len(rules), 2)
    world.check.states("first", rules[0], **RULES[0])
    world.check.states("second", rules[1], **RULES[1])
    put(world, RULES[1])
    world.check.state("replaced", len(world.bucket.get_bucket_cors().rules), 1)
    wrong = {"allowed_origins": ["*"], "allowed_methods": ["FETCH"]}
    world.check.error("an unknown method", lambda: put(world, wrong), status=400)
    world.check.state("they stay", world.bucket.get_bucket_cors().rules[0].allowed_methods, ["HEAD"])
    world.bucket.delete_bucket_cors()
    world.check.error("deleted", world.bucket.get_bucket_cors, **NONE)


def case_preflights(world: World) -> None:
    put(world, *RULES)

    def ask(origin: str, method: str, headers: str | None = None) -> requests.Response:
        asked = {"Origin": origin, "Access-Control-Request-Method": method}
        if headers:
            asked["Access-Control-Request-Headers"] = headers
        return requests.options(world.url("a"), headers=asked)

    allowed = ask("http://a.example.com", "PUT", "x-oss-meta-a,content-type")
    world.check.state("allowed", allowed.status_code, 200)
    expected = {
        "Access-Control-Allow-Origin": "http://a.example.com",
        "Access-Control-Allow-Methods": re.compile(r"\bPUT\b"),
        "Access-Control-Allow-Headers": re.compile("x-oss-meta-a"),
        "Access-Control-Max-Age": "60",
    }
    world.check.headers("allowed", allowed.headers, expected)
    world.check.state("a wildcard", ask("http://x.b.example.com", "GET").status_code, 200)
    world.check.state("another method", ask("http://a.example.com", "DELETE").status_code, 403)
    world.check.state("another header", ask("http://a.example.com", "PUT", "x-mine").status_code, 403)
    world.check.state("another origin", ask("http://c.example.com", "GET").status_code, 403)


def case_replies_tell_browsers(world: World) -> None:
    put(world, *RULES)
    world.bucket.put_object("a", b"a")
    known = world.bucket.get_object("a", headers={"Origin": "http://a.example.com"}).headers
    expected = {
        "Access-Control-Allow-Origin": "http://a.example.com",
        "Access-Control-Expose-Headers": re.compile("ETag"),
    }
    world.check.headers("get", known, expected)
    unknown = world.bucket.get_object("a", headers={"Origin": "http://c.example.com"}).headers
    world.check.headers("another origin", unknown, {"Access-Control-Allow-Origin": None})
