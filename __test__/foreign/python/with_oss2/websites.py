"""Buckets as websites."""

from __future__ import annotations

import requests
from oss2.models import BucketWebsite, Condition, Redirect, RoutingRule

from .world import World

NONE = {"type": "NoSuchWebsite", "status": 404, "code": "NoSuchWebsiteConfiguration"}
TARGET = {
    "redirect_type": "External",
    "proto": "http",
    "host_name": "pages.example.com",
    "replace_key_prefix_with": "new/",
    "http_redirect_code": 302,
}


def site(*rules: RoutingRule) -> BucketWebsite:
    return BucketWebsite("start.html", "error.html", list(rules))


def moved() -> RoutingRule:
    """With a status, since the client cannot read conditions without one."""
    return RoutingRule(
        1, Condition(key_prefix_equals="old/", http_err_code_return_equals=404), Redirect(**TARGET)
    )


def case_configurations_come_back(world: World) -> None:
    world.check.error("at first", world.bucket.get_bucket_website, **NONE)
    world.bucket.put_bucket_website(site())
    told = {"index_file": "start.html", "error_file": "error.html", "rules": []}
    world.check.states("pages", world.bucket.get_bucket_website(), **told)
    world.bucket.put_bucket_website(site(moved()))
    rules = world.bucket.get_bucket_website().rules
    world.check.state("rules", [rule.rule_num for rule in rules], [1])
    world.check.states(
        "condition", rules[0].condition, key_prefix_equals="old/", http_err_code_return_equals=404
    )
    world.check.states("redirect", rules[0].redirect, **TARGET)
    world.bucket.delete_bucket_website()
    world.check.error("deleted", world.bucket.get_bucket_website, **NONE)


def case_serve_pages(world: World) -> None:
    world.bucket.put_bucket_acl("public-read")
    world.bucket.put_object("start.html", b"start")
    world.bucket.put_object("error.html", b"error")
    world.bucket.put_bucket_website(site(moved()))

    def get(key: str) -> requests.Response:
        return requests.get(world.url(key), allow_redirects=False)

    world.check.state("the root", get("").content, b"start")
    missing = get("none.html")
    world.check.state("the error page", (missing.status_code, missing.content), (404, b"error"))
    away = get("old/page.html")
    target = "http://pages.example.com/new/page.html"
    world.check.state("a redirect", (away.status_code, away.headers["Location"]), (302, target))
    world.check.state("signed requests see the bucket", world.keys(), ["error.html", "start.html"])
    missing = {"type": "NoSuchKey", "status": 404, "code": "NoSuchKey"}
    world.check.error("and plain errors", lambda: world.bucket.get_object("none.html"), **missing)
