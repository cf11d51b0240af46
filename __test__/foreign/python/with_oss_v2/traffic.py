"""Limits of the rate at which bytes pass."""

from __future__ import annotations

import time

from harness.content import content

from .errors import REFUSED
from .world import World

# The lowest rate there is, in bits per second, and what passes in a fifth of a second.
SLOW = 819_200
DATA = content(20_480, "slow")


def case_slow_down_both_ways(world: World) -> None:
    start = time.monotonic()
    world.put("a", DATA, traffic_limit=SLOW)
    world.check.state("put takes its time", time.monotonic() - start >= 0.15, True)
    world.check.state("content", world.read("a") == DATA, True)
    start = time.monotonic()
    world.check.state("content of the slow get", world.read("a", traffic_limit=SLOW) == DATA, True)
    world.check.state("get takes its time", time.monotonic() - start >= 0.15, True)


def case_out_of_their_range(world: World) -> None:
    for what, limit in (("too low", SLOW - 1), ("too high", 838_860_801)):
        world.check.error(what, lambda: world.put("a", DATA, traffic_limit=limit), **REFUSED)
    world.check.state("nothing was stored", world.keys(), [])
