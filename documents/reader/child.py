"""`python -m documents.reader.child`: does one job on one file from standard input and answers on standard output.

Whatever happens inside, the answer is clear or the process is dead; `documents.errands` turns a death into an answer.
"""

import gc
import os
import sys
from dataclasses import replace

from documents.intake import MAX_BYTES
from documents.reader.answer import Reading
from documents.reader.cage import READER, limit, shut

_LONGEST_JOB = 65_536


def main() -> None:
    walls = shut()
    from documents.reader.job import asked, to_bytes
    from documents.reader.tasks import done, prepare

    limit(READER)
    prepare()
    gc.freeze()
    line, _, data = sys.stdin.buffer.read(MAX_BYTES + _LONGEST_JOB).partition(b"\n")
    answer = done(asked(line), data)
    sys.stdout.buffer.write(to_bytes(replace(answer, reading=replace(answer.reading, isolation=walls))))
    sys.stdout.buffer.flush()
    os._exit(0)


def read(data: bytes) -> Reading:
    """What the child would say, in this process and without its walls: for files that are trusted."""
    from documents.reader.job import Job
    from documents.reader.tasks import done

    return done(Job(), data).reading


if __name__ == "__main__":
    main()
