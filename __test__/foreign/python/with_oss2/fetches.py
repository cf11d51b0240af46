"""Objects that the server fetches itself."""

from __future__ import annotations

import hashlib
from base64 import b64encode

from oss2.models import AsyncFetchTaskConfiguration, GetAsyncFetchTaskResult

from harness.receiver import receiver

from .world import World

TEXT = b"hello, fetch"


def md5(data: bytes) -> str:
    return b64encode(hashlib.md5(data).digest()).decode()


def outcome(world: World, task_id: str) -> GetAsyncFetchTaskResult:
    """Asks for the state of a task until it has ended."""
    while True:
        task = world.bucket.get_async_fetch_task(task_id)
        if task.task_state.startswith(("Success", "Failed")):
            return task


def case_in_the_background(world: World) -> None:
    with receiver(TEXT) as source:
        url = f"{source.origin}/source?of=a"
        config = AsyncFetchTaskConfiguration(url, "dir/a", host="source.example.com", content_md5=md5(TEXT))
        task = outcome(world, world.bucket.put_async_fetch_task(config).task_id)
        world.check.state("state", task.task_state, "Success")
        wanted = {"url": url, "object_name": "dir/a", "host": "source.example.com", "content_md5": md5(TEXT)}
        world.check.states("task", task.task_config, **wanted)
        world.check.state("content", world.read("dir/a"), TEXT)
        request = source.requests[0]
        told = (request["target"], request["headers"]["Host"])
        world.check.state("the request", told, ("/source?of=a", "source.example.com"))


def case_that_fail(world: World) -> None:
    def state(config: AsyncFetchTaskConfiguration) -> str:
        return outcome(world, world.bucket.put_async_fetch_task(config).task_id).task_state

    with receiver(b"gone", status=404) as source:
        world.check.state("no source", state(AsyncFetchTaskConfiguration(source.origin, "a")), "Failed")
    with receiver(TEXT) as source:
        config = AsyncFetchTaskConfiguration(source.origin, "a", content_md5=md5(b"other"))
        world.check.state("another digest", state(config), "Failed")
    world.check.state("nothing was stored", world.keys(), [])
    world.check.error("an unknown task", lambda: world.bucket.get_async_fetch_task("none"), status=404)
