"""`uof ui`: Dagster's web server and daemon on the ledger's instance."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from orchestration.errors import CallError
from orchestration.home import PROJECT, Home
from orchestration.runner import use_instance


def command(host: str, port: int) -> list[str]:
    """Return the command that serves the definitions, from whatever directory it is called in."""
    return [
        sys.executable, "-m", "dagster", "dev",
        "--module-name", "orchestration.definitions",
        "--working-directory", str(PROJECT),
        "--host", host, "--port", str(port),
        "--log-level", "warning",
    ]  # fmt: skip


def serve(home: Home, inbox: Path, host: str, port: int) -> None:
    """Replace this process by the server. Raises CallError where the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CallError(
                f"Port {port} on {host} cannot be used ({error.strerror}). Name another with --port."
            ) from None
    use_instance(home, inbox)
    print(
        f"Dagster's UI on {home.root}: http://{host}:{port}  (about ten seconds; Ctrl-C ends it)", flush=True
    )
    os.execv(sys.executable, command(host, port))
