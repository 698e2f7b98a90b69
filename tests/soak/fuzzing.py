"""`python -m tests.soak.fuzzing SEED FIRST COUNT`: reads so many damaged files in this one process and says each number before it is read.

Damage is by the seed and the number alone, so that a file can be made again.
"""

import random
import re
import resource
import sys
import time
from collections.abc import Iterator

from documents.intake import MediaType, check_upload
from documents.reader.job import Job
from documents.reader.tasks import done
from tests.documents.hostile import ACCEPTED, CASES
from tests.documents.hostile.making import GOOD
from tests.documents.test_hidden_text import HIDDEN, SEEN, page

LONGEST_SEED = 20_000
_COSTLY = re.compile("million|swells|bomb|GB|megabyte|thousand|floors|100,000|endless|billion|itself|without end|nothing")
_WORDS = (
    b"/Type", b"/Page", b"/Kids", b"/Count -1", b"/Length 0", b"/Filter/FlateDecode", b"/Contents", b"stream\n", b"endstream", b"endobj",
    b"<<", b">>", b"[", b"]", b"(", b")", b"0 0 R", b"1 0 R", b"4 0 R", b"99999999999", b"-1", b"1e400", b" Tj ", b" Tf ", b" cm ", b" Do ",
    b" BT ", b" ET ", b" q ", b" Q ", b"null", b"IDAT", b"IHDR", b"tRNS", b"PLTE", b"\x00\x00\x00\x00", b"\xff\xff\xff\xff",
)  # fmt: skip


def seeds() -> list[bytes]:
    """Good files, pages on which something is hidden, and hostile ones that are small."""
    made = [case.make() for name, case in CASES.items() if not case.code and not _COSTLY.search(name)]
    drawn = [page(content) for content in (*HIDDEN.values(), *SEEN.values())]
    return [data for data in (GOOD, *ACCEPTED.values(), *drawn, *made) if 0 < len(data) < LONGEST_SEED]


def damaged(seed: str, number: int, from_these: list[bytes]) -> bytes:
    """One of the files, changed in one to six places."""
    chance = random.Random(f"{seed}/{number}")
    data = bytearray(chance.choice(from_these))
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        length = min(chance.choice((1, 2, 8, 64, 512)), len(data) - at)
        match chance.randrange(6):
            case 0:
                data[at : at + length] = chance.randbytes(length)
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = data[at : at + length] * chance.randint(1, 20)
            case 3:
                data[at : at + chance.choice((0, 4))] = chance.choice(_WORDS)
            case 4:
                other = chance.choice(from_these)
                start = chance.randrange(len(other))
                data[at : at + length] = other[start : start + length]
            case _:
                data[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(data)


def numbered(seed: str, first: int, count: int) -> Iterator[tuple[int, bytes]]:
    from_these = seeds()
    for number in range(first, first + count):
        yield number, damaged(seed, number, from_these)


def main(seed: str, first: int, count: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
    for number, data in numbered(seed, first, count):
        print(number, flush=True)
        check_upload(data, set(MediaType))
        began = time.process_time()
        reading = done(Job(), data).reading
        took = time.process_time() - began
        if took > 1 or (reading.state != "read" and not reading.code):
            print(number, f"took {took:.1f} s", reading.state, reading.code, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
