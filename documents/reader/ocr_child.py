"""`python -m documents.reader.ocr_child`: stays, and reads page after page of bare pixels; it never sees a file.

A line of JSON (width, height) and a grey byte for each pixel come in, a line of JSON goes out. It says one line when it is ready.
"""

import json
import resource
import sys
from dataclasses import asdict
from typing import Any

from documents.reader.cage import OCR, allow_cpu, limit, shut

CPU_SECONDS_A_PAGE = 60
CPU_SECONDS_TO_START = 60


def main() -> None:
    walls = shut()
    from documents.reader.ocr_engine import Engine

    limit(OCR)
    allow_cpu(CPU_SECONDS_TO_START)
    engine = Engine()
    _say({"isolation": walls})
    while line := sys.stdin.buffer.readline(256):
        page = json.loads(line)
        grey = sys.stdin.buffer.read(page["width"] * page["height"])
        allow_cpu(CPU_SECONDS_A_PAGE)
        scan = engine.read(page["width"], page["height"], grey)
        _say({"scan": _listed(asdict(scan)), "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024})


def _listed(scan: dict[str, Any]) -> dict[str, Any]:
    return scan | {name: [list(cell.values()) for cell in scan[name]] for name in ("cells", "hidden")}


def _say(what: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(what).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
