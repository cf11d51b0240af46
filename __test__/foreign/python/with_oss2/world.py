"""Where one case lives: a signature version, a way to name the bucket, and an empty bucket of its own."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import oss2

from harness.accounts import APP, ENDPOINT, REGION, Key
from harness.emulator import PORT
from harness.names import fresh_name
from harness.sts import Token
from harness.tally import Check

_STYLES = {
    "the bucket in the host": {"endpoint": f"http://{ENDPOINT}"},
    "the bucket in the path": {"endpoint": f"http://{ENDPOINT}", "is_path_style": True},
    "an IP address": {"endpoint": f"http://127.0.0.1:{PORT}"},
}


class World:
    """`bucket` is the client of an empty bucket; `make` gives others like it."""

    def __init__(self, check: Check, version: str, style: str, folder: Path) -> None:
        self.check = check
        self.is_v4 = version == "V4"
        self.is_virtual = style == "the bucket in the host"
        self.folder = folder
        self._style = _STYLES[style]
        self._made: list[str] = []
        self.service = oss2.Service(self.auth(APP), region=REGION, **self._style)
        self.bucket = self.new_bucket()

    @property
    def name(self) -> str:
        return self.bucket.bucket_name

    def auth(self, key: Key, token: str | None = None) -> Any:
        """Signs with the version of this world."""
        if token is not None:
            return oss2.StsAuth(key.id, key.secret, token, auth_version="v4" if self.is_v4 else "v1")
        return (oss2.AuthV4 if self.is_v4 else oss2.Auth)(key.id, key.secret)

    def make(self, name: str, key: Key = APP, **options: Any) -> oss2.Bucket:
        """A client of that bucket, which may not be there."""
        options = {"region": REGION, "auth": self.auth(key), **self._style, **options}
        return oss2.Bucket(options.pop("auth"), options.pop("endpoint"), name, **options)

    def with_token(self, token: Token, name: str | None = None) -> oss2.Bucket:
        """A client of the bucket with a token."""
        auth = self.auth(Key(token.id, token.secret), token.token)
        return self.make(name or self.name, auth=auth)

    def anonymous(self) -> oss2.Bucket:
        return self.make(self.name, auth=oss2.AnonymousAuth())

    def new_bucket(self, *args: Any) -> oss2.Bucket:
        """Makes one more bucket."""
        bucket = self.make(fresh_name())
        bucket.create_bucket(*args)
        self._made.append(bucket.bucket_name)
        return bucket

    def keys(self, bucket: oss2.Bucket | None = None) -> list[str]:
        return [found.key for found in (bucket or self.bucket).list_objects(max_keys=1000).object_list]

    def read(self, key: str, **options: Any) -> bytes:
        return self.bucket.get_object(key, **options).read()

    def url(self, key: str) -> str:
        """The address of an object for requests that no client sends, such as those of a browser."""
        endpoint = self._style["endpoint"]
        if self.is_virtual:
            return f"http://{self.name}.{ENDPOINT}/{key}"
        return f"{endpoint}/{self.name}/{key}"

    def sweep(self) -> None:
        """Deletes what the case left behind, old versions and channels too."""
        for name in self._made:
            bucket = self.make(name)
            with contextlib.suppress(oss2.exceptions.NoSuchBucket):
                for upload in bucket.list_multipart_uploads().upload_list:
                    bucket.abort_multipart_upload(upload.key, upload.upload_id)
                listed = bucket.list_object_versions(max_keys=1000)
                for version in listed.versions + listed.delete_marker:
                    bucket.delete_object(version.key, params={"versionId": version.versionid})
                for channel in bucket.list_live_channel(max_keys=1000).channels:
                    bucket.delete_live_channel(channel.name)
                bucket.delete_bucket()


def _way_in(version: str, style: str) -> Any:
    @contextlib.contextmanager
    def world(check: Check) -> Iterator[World]:
        with tempfile.TemporaryDirectory() as folder:
            inside = World(check, version, style, Path(folder))
            try:
                yield inside
            finally:
                inside.sweep()

    return world


WORLDS = {f"{version} and {style}": _way_in(version, style) for style in _STYLES for version in ("V4", "V1")}
