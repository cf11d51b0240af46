"""Cross-origin requests: rules, preflights, replies."""

from __future__ import annotations

import re
from typing import Any

import alibabacloud_oss_v2 as oss
import requests

from .world import World

RULES: list[dict[str, Any]] = [
    {
        "allowed_origins": ["http://a.example.com", "http://*.b.example.com"],
        "allowed_methods": ["GET", "PUT"],
        "allowed_headers": ["x-oss-*", "content-type"],
        "expose_headers": ["ETag", "x-oss-request-id"],
        "max_age_seconds": 60,
    },
    {"allowed_origins": ["*"], "allowed_methods": ["HEAD"]},
]
NONE = {"type": "OperationError", "status_code": 404, "code": "NoSuchCORSConfiguration"}


def put(world: World, *rules: dict[str, Any]) -> None:
    configuration = oss.CORSConfiguration(
        cors_rules=[oss.CORSRule(**rule) for rule in rules], response_vary=True
    )
    world.client.put_bucket_cors(
        oss.PutBucketCorsRequest(bucket=world.bucket, cors_configuration=configuration)
    )


def read(world: World) -> oss.CORSConfiguration:
    return world.client.get_bucket_cors(oss.GetBucketCorsRequest(bucket=world.bucket)).cors_configuration


def case_rules_come_back(world: World) -> None:
    world.check.error("at first", lambda: read(world), **NONE)
    put(world, *RULES)
    found = read(world)
    world.check.state("count", len(found.cors_rules), 2)
    world.check.states("first", found.cors_rules[0], **RULES[0])
    world.check.states("second", found.cors_rules[1], **RULES[1])
    world.check.state("Vary", found.response_vary, True)
    put(world, RULES[1])
    world.check.state("replaced", len(read(world).cors_rules), 1)
    wrong = {"allowed_origins": ["*"], "allowed_methods": ["FETCH"]}
    world.check.error("an unknown method", lambda: put(world, wrong), status_code=400)
    world.check.state("they stay", read(world).cors_rules[0].allowed_methods, ["HEAD"])
    world.client.delete_bucket_cors(oss.DeleteBucketCorsRequest(bucket=world.bucket))
    world.check.error("deleted", lambda: read(world), **NONE)


def case_preflights(world: World) -> None:
    put(world, *RULES)

    def ask(origin: str, method: str, headers: str | None = None) -> oss.OptionObjectResult:
        return world.client.option_object(
            oss.OptionObjectRequest(
                bucket=world.bucket,
                key="a",
                origin=origin,
                access_control_request_method=method,
                access_control_request_headers=headers,
            )
        )

    world.check.states(
        "allowed",
        ask("http://a.example.com", "PUT", "x-oss-meta-a,content-type"),
        status_code=200,
        access_control_allow_origin="http://a.example.com",
        access_control_allow_methods=re.compile(r"\bPUT\b"),
        access_control_allow_headers=re.compile("x-oss-meta-a"),
        access_control_expose_headers=re.compile("ETag"),
        access_control_max_age=60,
    )
    world.check.states("a wildcard", ask("http://x.b.example.com", "GET"), status_code=200)
    refused = {"type": "OperationError", "status_code": 403, "code": "AccessForbidden"}
    world.check.error("another method", lambda: ask("http://a.example.com", "DELETE"), **refused)
    world.check.error("another header", lambda: ask("http://a.example.com", "PUT", "x-mine"), **refused)
    world.check.error("another origin", lambda: ask("http://c.example.com", "GET"), **refused)


def case_replies_tell_browsers(world: World) -> None:
    put(world, *RULES)
    world.put("a", b"a", acl="public-read")

    def get(origin: str) -> Any:
        return requests.get(world.url("a"), headers={"Origin": origin}).headers

    expected = {
        "Access-Control-Allow-Origin": "http://a.example.com",
        "Access-Control-Expose-Headers": re.compile("ETag"),
    }
    world.check.headers("get", get("http://a.example.com"), expected)
    world.check.headers("another origin", get("http://c.example.com"), {"Access-Control-Allow-Origin": None})
