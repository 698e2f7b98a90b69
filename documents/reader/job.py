"""What a reader child is asked and what it answers: a line of JSON, then the file's bytes there, the pages' pixels back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from documents.reader.answer import Reading, from_json, to_json

SCANNED_AT_ONCE = 4
Place = tuple[float, float, float, float]


NO_ANSWER = (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)


class Task(StrEnum):
    """read: what the file says, with the pixels of the first pages that need OCR. scan: the pixels of further pages.
    draw: pages as PNG, to be looked at."""

    READ = "read"
    SCAN = "scan"
    DRAW = "draw"


@dataclass(frozen=True, slots=True)
class Job:
    """pages count from 1. turned: degrees clockwise by page, as in `PageText.turned`. covered: places by page, as in a reading, that
    are drawn over. dpi, turned and covered are for drawing."""

    task: Task = Task.READ
    pages: tuple[int, ...] = ()
    dpi: int = 0
    turned: Mapping[int, float] = field(default_factory=dict)
    covered: Mapping[int, tuple[Place, ...]] = field(default_factory=dict)

    def line(self) -> bytes:
        body = {"task": self.task, "pages": self.pages, "dpi": self.dpi, "turned": dict(self.turned), "covered": dict(self.covered)}
        return json.dumps(body).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Raster:
    """A page in pixels: a grey byte for each to be scanned, a PNG when drawn. scale: pixels for each point, of a drawn one."""

    page: int
    width: int
    height: int
    data: bytes
    scale: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """to_scan: pages whose text must come from OCR. reading: of a scan or drawing it tells only whether that went well."""

    reading: Reading
    to_scan: tuple[int, ...] = ()
    rasters: tuple[Raster, ...] = ()


def asked(line: bytes) -> Job:
    body: dict[str, Any] = json.loads(line)
    turned = {int(page): float(degrees) for page, degrees in body["turned"].items()}
    covered = {
        int(page): tuple((left, top, right, bottom) for left, top, right, bottom in places) for page, places in body["covered"].items()
    }
    return Job(Task(body["task"]), tuple(body["pages"]), body["dpi"], turned, covered)


def to_bytes(answer: Answer) -> bytes:
    rasters = [[each.page, each.width, each.height, len(each.data), each.scale] for each in answer.rasters]
    body = {"reading": to_json(answer.reading), "to_scan": answer.to_scan, "rasters": rasters}
    line = json.dumps(body, ensure_ascii=True, separators=(",", ":")).encode()
    return b"".join([line, b"\n", *(each.data for each in answer.rasters)])


def from_bytes(said: bytes) -> Answer:
    """Raises one of NO_ANSWER when the bytes are not an answer: the child is not trusted."""
    line, _, rest = said.partition(b"\n")
    body: dict[str, Any] = json.loads(line)
    rasters, start = [], 0
    for page, width, height, size, scale in body["rasters"]:
        rasters.append(Raster(int(page), int(width), int(height), rest[start : start + int(size)], float(scale)))
        start += len(rasters[-1].data)
    if start != len(rest):
        raise ValueError("rasters are not as long as said")
    return Answer(from_json(body["reading"]), tuple(int(page) for page in body["to_scan"]), tuple(rasters))
