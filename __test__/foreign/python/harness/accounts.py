"""What ../../emulator.toml says. All of it is fake."""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """An access key."""

    id: str
    secret: str


REGION = "cn-hangzhou"
ENDPOINT = "oss-cn-hangzhou.aliyuncs.com"
ACCOUNT = "1234567890123456"
ROLE = f"acs:ram::{ACCOUNT}:role/oss-demo"
STRANGER_ACCOUNT = "6543210987654321"
CNAME = "files.example.com"
CNAME_BUCKET = "foreign-cname"

ROOT = Key("LTAI5tFakeDemoRootKey001", "FakeSecretOfTheDemoRootKey0001")
APP = Key("LTAI5tFakeDemoUserKey001", "FakeSecretOfTheDemoUserKey0001")
READER = Key("LTAI5tFakeReaderKey00001", "FakeSecretOfTheReaderKey000001")
DISABLED = Key("LTAI5tFakeDisabledKey001", "FakeSecretOfTheDisabledKey0001")
STRANGER = Key("LTAI5tFakeStrangerKey001", "FakeSecretOfTheStrangerKey0001")
