"""`python -m benchmarks` runs every benchmark and prints the figures; `python -m benchmarks order_list` runs one.

Exits 1 when a limit is not held.
"""

import importlib
import logging
import sys
from pathlib import Path

from benchmarks.figures import Figure, table


def topics() -> list[str]:
    """The files here that measure something."""
    return sorted(path.stem for path in Path(__file__).parent.glob("*.py") if "\ndef figures(" in path.read_text())


def main(wanted: list[str]) -> int:
    logging.basicConfig(level=logging.ERROR)
    known = topics()
    if strangers := [name for name in wanted if name not in known]:
        print(f"no benchmark {', '.join(strangers)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    found: list[Figure] = []
    for name in wanted or known:
        print(f"{name} …", file=sys.stderr, flush=True)
        found += importlib.import_module(f"benchmarks.{name}").figures()
    print(table(found))
    return 0 if all(each.holds for each in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
