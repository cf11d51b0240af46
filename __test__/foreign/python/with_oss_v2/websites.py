"""Buckets as websites."""

from __future__ import annotations

from typing import Any

import alibabacloud_oss_v2 as oss
import requests

from .errors import MISSING
from .world import World

NONE = {"type": "OperationError", "status_code": 404, "code": "NoSuchWebsiteConfiguration"}
TARGET: dict[str, Any] = {
    "redirect_type": "External",
    "protocol": "http",
    "host_name": "pages.example.com",
    "replace_key_prefix_with": "new/",
    "http_redirect_code": 302,
}


def put(world: World, **index: Any) -> None:
    rule = oss.RoutingRule(
        rule_number=1,
        condition=oss.RoutingRuleCondition(key_prefix_equals="old/"),
        redirect=oss.RoutingRuleRedirect(**TARGET),
    )
    configuration = oss.WebsiteConfiguration(
        index_document=oss.IndexDocument(suffix="start.html", **index),
        error_document=oss.ErrorDocument(key="error.html", http_status=404),
        routing_rules=oss.RoutingRules(routing_rules=[rule]),
    )
    world.client.put_bucket_website(
        oss.PutBucketWebsiteRequest(bucket=world.bucket, website_configuration=configuration)
    )


def read(world: World) -> oss.WebsiteConfiguration:
    return world.client.get_bucket_website(
        oss.GetBucketWebsiteRequest(bucket=world.bucket)
    ).website_configuration


def case_configurations_come_back(world: World) -> None:
    world.check.error("at first", lambda: read(world), **NONE)
    put(world, support_sub_dir=True, type=1)
    found = read(world)
    world.check.states("index", found.index_document, suffix="start.html", support_sub_dir=True, type=1)
    world.check.states("error", found.error_document, key="error.html", http_status=404)
    rules = found.routing_rules.routing_rules
    world.check.state("rules", [rule.rule_number for rule in rules], [1])
    world.check.states("condition", rules[0].condition, key_prefix_equals="old/")
    world.check.states("redirect", rules[0].redirect, **TARGET)
    world.client.delete_bucket_website(oss.DeleteBucketWebsiteRequest(bucket=world.bucket))
    world.check.error("deleted", lambda: read(world), **NONE)


def case_serve_pages(world: World) -> None:
    world.client.put_bucket_acl(oss.PutBucketAclRequest(bucket=world.bucket, acl="public-read"))
    for key in ("start.html", "dir/start.html", "error.html"):
        world.put(key, key)
    put(world, support_sub_dir=True, type=0)

    def get(key: str) -> requests.Response:
        return requests.get(world.url(key), allow_redirects=False)

    world.check.state("the root", get("").content, b"start.html")
    world.check.state("a folder", get("dir/").content, b"dir/start.html")
    missing = get("none.html")
    world.check.state("the error page", (missing.status_code, missing.content), (404, b"error.html"))
    away = get("old/page.html")
    target = "http://pages.example.com/new/page.html"
    world.check.state("a redirect", (away.status_code, away.headers["Location"]), (302, target))
    world.check.state(
        "signed requests see the bucket", world.keys(), ["dir/start.html", "error.html", "start.html"]
    )
    world.check.error("and plain errors", lambda: world.get("none.html"), **MISSING)
