"""Live channels, to which nobody publishes."""

from __future__ import annotations

import re
import time

import oss2
from oss2.models import LiveChannelInfo, LiveChannelInfoTarget

from .world import World

MISSING = {"type": "NoSuchLiveChannel", "status": 404, "code": "NoSuchLiveChannel"}
TARGET = {"type": "HLS", "frag_duration": 10, "frag_count": 5, "playlist_name": "yard.m3u8"}


def put(world: World, name: str) -> oss2.models.CreateLiveChannelResult:
    info = LiveChannelInfo(status="enabled", description="the yard", target=LiveChannelInfoTarget(**TARGET))
    return world.bucket.create_live_channel(name, info)


def case_are_made_switched_and_deleted(world: World) -> None:
    made = put(world, "yard")
    world.check.reply("publish URL", made.publish_url, re.compile("^rtmp://.*/live/yard$"))
    world.check.reply("play URL", made.play_url, re.compile("^http://.*/yard/yard.m3u8$"))
    found = world.bucket.get_live_channel("yard")
    world.check.states("configuration", found, status="enabled", description="the yard")
    told = {name: str(value) for name, value in TARGET.items()}
    world.check.states("target", found.target, **told)
    world.check.states("status", world.bucket.get_live_channel_stat("yard"), status="Idle")
    world.bucket.put_live_channel_status("yard", "disabled")
    world.check.states("switched off", world.bucket.get_live_channel_stat("yard"), status="Disabled")
    world.check.states(
        "switched off, configuration", world.bucket.get_live_channel("yard"), status="disabled"
    )
    world.check.state("history", world.bucket.get_live_channel_history("yard").records, [])
    world.check.error("its bucket", world.bucket.delete_bucket, status=409)
    world.bucket.delete_live_channel("yard")
    world.check.error("deleted", lambda: world.bucket.get_live_channel("yard"), **MISSING)
    world.check.error("deleted, status", lambda: world.bucket.get_live_channel_stat("yard"), **MISSING)


def case_are_listed_page_by_page(world: World) -> None:
    for name in ("a-1", "a-2", "b"):
        put(world, name)
    first = world.bucket.list_live_channel(max_keys=2)
    world.check.state("first page", [channel.name for channel in first.channels], ["a-1", "a-2"])
    world.check.states("first page", first, is_truncated=True, next_marker="a-2")
    world.check.states("entry", first.channels[0], description="the yard", status="enabled")
    names = [channel.name for channel in oss2.LiveChannelIterator(world.bucket, max_keys=1)]
    world.check.state("iterator", names, ["a-1", "a-2", "b"])
    prefixed = world.bucket.list_live_channel(prefix="a-").channels
    world.check.state("prefix", [channel.name for channel in prefixed], ["a-1", "a-2"])


def case_give_playlists_of_what_they_recorded(world: World) -> None:
    put(world, "yard")
    start = int(time.time()) - 60
    post = lambda: world.bucket.post_vod_playlist("yard", "vod.m3u8", start, start + 60)
    world.check.error("of nothing", post, type="InvalidArgument", status=400, code="InvalidArgument")
    segments = [f"{(start + second) * 1000}.ts" for second in (5, 15)]
    for segment in segments:
        world.bucket.put_object(f"yard/{segment}", b"segment")
    post()
    playlist = world.read("yard/vod.m3u8").decode()
    world.check.state("playlist", playlist, re.compile("^#EXTM3U"))
    world.check.state("its segments", re.findall(r"\d+\.ts", playlist), segments)
    world.check.state("it ends", "#EXT-X-ENDLIST" in playlist, True)
    read = world.bucket.get_vod_playlist("yard", start, start + 60).playlist
    text = read.decode() if isinstance(read, bytes) else str(read)
    world.check.state("read without storing", re.findall(r"\d+\.ts", text), segments)
