"""Takes real host names to the emulator, as the DNS of a test network would, and nothing else anywhere."""

from __future__ import annotations

import os
import socket
from typing import Any

LOCAL = ("127.0.0.1", "localhost")
SERVED = (".aliyuncs.com", ".localhost", ".example.com")
HTTP = 80


def redirect(port: int) -> None:
    """From now on the names of the service are loopback, and their port 80 is the emulator's."""
    os.environ["NO_PROXY"] = "*"
    lookup = socket.getaddrinfo

    def getaddrinfo(host: Any, service: Any, *args: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else str(host)
        if name not in LOCAL and not name.endswith(SERVED):
            raise socket.gaierror(socket.EAI_NONAME, f"{name} is none of the names of the service")
        return lookup("127.0.0.1", port if service in (HTTP, str(HTTP)) else service, *args, **options)

    socket.getaddrinfo = getaddrinfo
