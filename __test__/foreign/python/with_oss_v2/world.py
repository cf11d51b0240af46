"""Where one case lives: a signature version, a way to name the bucket, and an empty bucket of its own."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import alibabacloud_oss_v2 as oss
from alibabacloud_oss_v2 import credentials

from harness.accounts import APP, ENDPOINT, REGION, Key
from harness.emulator import PORT
from harness.names import fresh_name
from harness.sts import Token
from harness.tally import Check

_STYLES: dict[str, dict[str, Any]] = {
    "the bucket in the host": {"endpoint": f"http://{ENDPOINT}"},
    "the bucket in the path": {"endpoint": f"http://{ENDPOINT}", "use_path_style": True},
    "an IP address": {"endpoint": f"http://127.0.0.1:{PORT}"},
}


class World:
    """`client` may do everything; `bucket` names an empty bucket."""

    def __init__(self, check: Check, version: str, style: str, folder: Path) -> None:
        self.check = check
        self.is_v4 = version == "V4"
        self.is_virtual = style == "the bucket in the host"
        self.folder = folder
        self._style = _STYLES[style]
        self._made: list[str] = []
        self.client = self.make()
        self.bucket = self.new_bucket()

    def make(self, key: Key = APP, **options: Any) -> oss.Client:
        """A client that signs with the version of this world."""
        config = oss.Config(
            region=REGION,
            signature_version="v4" if self.is_v4 else "v1",
            credentials_provider=credentials.StaticCredentialsProvider(key.id, key.secret),
        )
        for name, value in {**self._style, **options}.items():
            setattr(config, name, value)
        return oss.Client(config)

    def with_token(self, token: Token) -> oss.Client:
        provider = credentials.StaticCredentialsProvider(token.id, token.secret, token.token)
        return self.make(credentials_provider=provider)

    def anonymous(self) -> oss.Client:
        return self.make(credentials_provider=credentials.AnonymousCredentialsProvider())

    def new_bucket(self, **fields: Any) -> str:
        """Makes one more bucket."""
        name = fresh_name()
        self.client.put_bucket(oss.PutBucketRequest(bucket=name, **fields))
        self._made.append(name)
        return name

    def put(
        self, key: str, body: Any, client: oss.Client | None = None, **fields: Any
    ) -> oss.PutObjectResult:
        request = oss.PutObjectRequest(bucket=self.bucket, key=key, body=body, **fields)
        return (client or self.client).put_object(request)

    def get(self, key: str, client: oss.Client | None = None, **fields: Any) -> oss.GetObjectResult:
        request = oss.GetObjectRequest(bucket=self.bucket, key=key, **fields)
        return (client or self.client).get_object(request)

    def read(self, key: str, client: oss.Client | None = None, **fields: Any) -> bytes:
        with self.get(key, client, **fields).body as body:
            return body.read()

    def head(self, key: str, client: oss.Client | None = None, **fields: Any) -> oss.HeadObjectResult:
        return (client or self.client).head_object(
            oss.HeadObjectRequest(bucket=self.bucket, key=key, **fields)
        )

    def delete(self, key: str, client: oss.Client | None = None) -> oss.DeleteObjectResult:
        return (client or self.client).delete_object(oss.DeleteObjectRequest(bucket=self.bucket, key=key))

    def exists(self, key: str) -> bool:
        return self.client.is_object_exist(self.bucket, key)

    def list(self, client: oss.Client | None = None, **fields: Any) -> oss.ListObjectsV2Result:
        request = oss.ListObjectsV2Request(**{"bucket": self.bucket, "max_keys": 1000, **fields})
        return (client or self.client).list_objects_v2(request)

    def keys(self, client: oss.Client | None = None, **fields: Any) -> list[str]:
        return [found.key for found in self.list(client, **fields).contents or []]

    def uploads(self, **fields: Any) -> oss.ListMultipartUploadsResult:
        request = oss.ListMultipartUploadsRequest(**{"bucket": self.bucket, **fields})
        return self.client.list_multipart_uploads(request)

    def url(self, key: str) -> str:
        """The address of an object for requests that no client sends, such as those of a browser."""
        endpoint = self._style["endpoint"]
        if self.is_virtual:
            return f"http://{self.bucket}.{ENDPOINT}/{key}"
        return f"{endpoint}/{self.bucket}/{key}"

    def sweep(self) -> None:
        """Deletes what the case left behind, old versions too."""
        for name in self._made:
            if self.client.is_bucket_exist(name):
                for upload in self.uploads(bucket=name).uploads or []:
                    self.client.abort_multipart_upload(
                        oss.AbortMultipartUploadRequest(
                            bucket=name, key=upload.key, upload_id=upload.upload_id
                        )
                    )
                listed = self.client.list_object_versions(
                    oss.ListObjectVersionsRequest(bucket=name, max_keys=1000)
                )
                for found in (listed.version or []) + (listed.delete_marker or []):
                    request = oss.DeleteObjectRequest(bucket=name, key=found.key, version_id=found.version_id)
                    self.client.delete_object(request)
                self.client.delete_bucket(oss.DeleteBucketRequest(bucket=name))


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
