"""The cases for `alibabacloud-oss-v2`, one subject to a file."""

from . import (
    access,
    append,
    archives,
    buckets,
    conditions,
    copies,
    credentials,
    deletes,
    encrypted,
    headers,
    keys,
    links,
    lists,
    multipart,
    multipart_errors,
    objects,
    ranges,
    tags,
    tokens,
    transfers,
    urls,
)
from .left_out import LEFT_OUT
from .world import WORLDS

SUBJECTS = [
    buckets,
    objects,
    headers,
    conditions,
    ranges,
    keys,
    lists,
    copies,
    append,
    deletes,
    multipart,
    multipart_errors,
    access,
    tags,
    links,
    archives,
    urls,
    tokens,
    credentials,
    encrypted,
    transfers,
]

__all__ = ["LEFT_OUT", "SUBJECTS", "WORLDS"]
