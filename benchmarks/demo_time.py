"""Wall time of `make demo` in a fresh clone: cold without .venv and with empty package caches, then warm."""

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.figures import Figure, at_most
from runtime.settings import PREFIX
from tests.stack import scratch_folder

MOST_WARM, PATIENCE = 60, 600
ROOT = Path(__file__).parents[1]


def _demo(checkout: Path, caches: Path) -> float:
    """Seconds. Raises CalledProcessError when the demo did not get to its end."""
    outside = {
        name: value for name, value in os.environ.items() if not name.startswith(PREFIX) and name not in ("VIRTUAL_ENV", "MAKEFLAGS")
    }
    own = {"UV_CACHE_DIR": str(caches / "uv"), "PIP_CACHE_DIR": str(caches / "pip")}
    began = time.monotonic()
    subprocess.run(("make", "demo"), cwd=checkout, env=outside | own, stdout=sys.stderr, check=True, timeout=PATIENCE)
    return time.monotonic() - began


def figures() -> list[Figure]:
    with scratch_folder("portwright-bench-") as folder:
        checkout = folder / "portwright"
        subprocess.run(("git", "clone", "--quiet", str(ROOT), str(checkout)), check=True)
        cold = _demo(checkout, folder)
        warm = _demo(checkout, folder)
    return [
        Figure("`make demo`, cold: clone, installation and download", f"{cold:.0f} s"),
        at_most("`make demo`, warm, seconds", warm, MOST_WARM, f"{warm:.0f} s"),
    ]
