"""The cases for `oss2`, one subject to a file."""

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
    files,
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
    urls,
)
from .left_out import LEFT_OUT
from .world import WORLDS

SUBJECTS = [
    buckets,
    objects,
    files,
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
]

__all__ = ["LEFT_OUT", "SUBJECTS", "WORLDS"]
