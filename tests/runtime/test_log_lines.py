"""What a process writes to its log."""

import subprocess
import sys

import pytest

SPEAKING = """
import logging
from runtime.log_lines import write_log_lines
write_log_lines({level!r})
logging.getLogger("portwright.access").info("a request")
logging.getLogger("activities.webhooks").warning("a warning of ours")
logging.getLogger("httpx").info("GET https://receiver.example/token")
logging.getLogger("httpx").warning("a warning of a library")
"""
OURS = ["INFO portwright.access: a request", "WARNING activities.webhooks: a warning of ours"]


@pytest.mark.parametrize(
    ("level", "lines"),
    [
        ("debug", [*OURS, "WARNING httpx: a warning of a library"]),
        ("info", [*OURS, "WARNING httpx: a warning of a library"]),
        ("warning", [OURS[1], "WARNING httpx: a warning of a library"]),
        ("error", []),
    ],
)
def test_our_own_lines_begin_at_the_level_and_libraries_only_warn(level: str, lines: list[str]) -> None:
    ran = subprocess.run([sys.executable, "-c", SPEAKING.format(level=level)], capture_output=True, text=True, timeout=60, check=True)
    assert (ran.stdout, ran.stderr.splitlines()) == ("", lines)
