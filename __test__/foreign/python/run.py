"""Drives the emulator at FOREIGN_PORT with one Python client: `run.py oss2` or `run.py alibabacloud-oss-v2`."""

from __future__ import annotations

import importlib
import importlib.metadata
import sys

from harness import hosts
from harness.emulator import PORT
from harness.suite import run

SUITES = {"oss2": "with_oss2", "alibabacloud-oss-v2": "with_oss_v2"}


def main() -> int:
    client = sys.argv[1]
    hosts.redirect(PORT)
    return run(importlib.import_module(SUITES[client]), importlib.metadata.version(client))


if __name__ == "__main__":
    sys.exit(main())
