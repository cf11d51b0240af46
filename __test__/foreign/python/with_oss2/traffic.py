"""Limits of the rate at which bytes pass."""

from __future__ import annotations

import time

from harness.content import content

from .world import World

# The lowest rate there is, in bits per second, and what passes in a fifth of a second.
SLOW = {"x-oss-traffic-limit": "819200"}
DATA = content(20_480, "slow")


def case_slow_down_both_ways(world: World) -> None:
    start = time.monotonic()
    world.bucket.put_object("a", DATA, headers=SLOW)
    world.check.state("put takes its time", time.monotonic() - start >= 0.15, True)
    world.check.state("content", world.read("a") == DATA, True)
    start = time.monotonic()
    world.check.state("content of the slow get", world.read("a", headers=SLOW) == DATA, True)
    world.check.state("get takes its time", time.monotonic() - start >= 0.15, True)
    url = world.bucket.sign_url("GET", "a", 60, params=dict(SLOW))
    start = time.monotonic()
    world.check.state("content by URL", world.bucket.get_object_with_url(url).read() == DATA, True)
    world.check.state("a URL takes its time", time.monotonic() - start >= 0.15, True)


def case_out_of_their_range(world: World) -> None:
    refused = {"type": "InvalidArgument", "status": 400, "code": "InvalidArgument"}
    for what, limit in (("too low", "819199"), ("too high", "838860801"), ("no number", "fast")):
        put = lambda: world.bucket.put_object("a", DATA, headers={"x-oss-traffic-limit": limit})
        world.check.error(what, put, **refused)
    world.check.state("nothing was stored", world.keys(), [])
