"""Letters from pixels: RapidOCR's three models, asked one after the other, so that a turned page is turned before it is read."""

import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import rapidocr
from numpy.typing import NDArray
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_rec import TextRecInput

from documents.reader.answer import Cell
from documents.reader.cells import Piece, into_cells

Pixels = NDArray[Any]
Quad = NDArray[np.float64]

_MODELS = Path(rapidocr.__file__).parent / "models"
_MOST_THREADS = 4
_SAMPLE = 736
"""Smaller ones are made as large as this before they are looked at, at what that costs in memory."""
_SURE = 0.5
_VOTERS = 10
_FAINT = 14
_MOST_SKEW = 10.0
_LEAST_SKEW = 0.15


@dataclass(frozen=True, slots=True)
class Scan:
    """What OCR read on one page. Pixels of the page as it reads upright; turned: degrees clockwise, as in `PageText.turned`.
    hidden: what a machine can make out and a person cannot."""

    turned: float
    width: int
    height: int
    cells: tuple[Cell, ...] = ()
    hidden: tuple[Cell, ...] = ()


class Engine:
    """Models are loaded when it is made; nothing is fetched."""

    def __init__(self) -> None:
        threads = min(_MOST_THREADS, _cores())
        cv2.setNumThreads(1)
        self._ocr: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "Det.model_path": str(_MODELS / "PP-OCRv6_det_small.onnx"),
                "Cls.model_path": str(_MODELS / "ch_ppocr_mobile_v2.0_cls_mobile.onnx"),
                "Rec.model_path": str(_MODELS / "PP-OCRv6_rec_small.onnx"),
            }
        )
        sample = np.full((_SAMPLE, _SAMPLE, 3), 255, np.uint8)
        cv2.putText(sample, "Bill 100", (60, 200), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 2)
        self._ocr(sample)

    def read(self, width: int, height: int, grey: bytes) -> Scan:
        """Read one page of grey pixels."""
        page: Pixels = cv2.cvtColor(np.frombuffer(grey, np.uint8).reshape(height, width), cv2.COLOR_GRAY2BGR)
        quarters, page, boxes = self._laid_flat(page)
        if not len(boxes):
            return Scan(0.0, width, height)
        strips = self._ocr.crop_text_regions(page, np.asarray(boxes, np.float32))
        if self._upside_down(strips):
            quarters, boxes = quarters + 2, _half_turned(boxes, page)
            strips = [cv2.rotate(strip, cv2.ROTATE_180) for strip in strips]
        return self._scan(quarters, page, boxes, strips)

    def _laid_flat(self, page: Pixels) -> tuple[int, Pixels, list[Quad]]:
        """The page with its lines running across, and where they are."""
        boxes = self._boxes(page)
        along = [_sides(box) for box in boxes]
        across, down = (sum(max(side) for side in along if side[one] > 1.5 * side[1 - one]) for one in (0, 1))
        if down <= across:
            return 0, page, boxes
        page = np.ascontiguousarray(np.rot90(page, -1))
        return 1, page, self._boxes(page)

    def _boxes(self, page: Pixels) -> list[Quad]:
        found = self._ocr.text_det(page).boxes
        return [] if found is None else [np.asarray(box, np.float64) for box in found]

    def _upside_down(self, strips: Sequence[Pixels]) -> bool:
        """The longest lines vote; where the vote is near, they are read both ways."""
        longest = sorted(strips, key=lambda strip: strip.shape[1] / strip.shape[0], reverse=True)[:_VOTERS]
        votes = [label for label, _ in self._ocr.text_cls(longest).cls_res]
        share = sum("180" in label for label in votes) / len(votes)
        if share <= 0.2:
            return False
        other = [cv2.rotate(strip, cv2.ROTATE_180) for strip in longest]
        return self._sureness(other) > self._sureness(longest)

    def _sureness(self, strips: Sequence[Pixels]) -> float:
        return float(sum(self._recognised(strips)[1]))

    def _recognised(self, strips: Sequence[Pixels]) -> tuple[Sequence[str], Sequence[float]]:
        found = self._ocr.text_rec(TextRecInput(img=list(strips), return_word_box=False))
        return found.txts or (), found.scores or ()

    def _scan(self, quarters: int, page: Pixels, boxes: list[Quad], strips: Sequence[Pixels]) -> Scan:
        height, width = page.shape[:2]
        skew = _skew(boxes)
        seen: list[Piece] = []
        faint: list[Piece] = []
        for words, score, box, strip in zip(*self._recognised(strips), boxes, strips, strict=True):
            if words.strip() and score >= _SURE:
                piece = _piece(words.strip(), float(score), _straightened(box, skew, width, height))
                (faint if _contrast(strip) < _FAINT else seen).append(piece)
        return Scan((quarters % 4) * 90.0 - skew, width, height, into_cells(seen), into_cells(faint))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _sides(box: Quad) -> tuple[float, float]:
    """How long a box is along its first side, and along its second."""
    return float(np.linalg.norm(box[1] - box[0])), float(np.linalg.norm(box[3] - box[0]))


def _half_turned(boxes: list[Quad], page: Pixels) -> list[Quad]:
    corner = np.array([page.shape[1], page.shape[0]], np.float64)
    return [(corner - box)[[2, 3, 0, 1]] for box in boxes]


def _skew(boxes: list[Quad]) -> float:
    """Degrees by which long lines lean clockwise; 0 where they lean no more than a scanner's do."""
    long = [box[1] - box[0] for box in boxes if _is_long(box)]
    if not long:
        return 0.0
    across, down = np.sum(long, axis=0)
    lean = math.degrees(math.atan2(down, across))
    return lean if _LEAST_SKEW < abs(lean) < _MOST_SKEW else 0.0


def _is_long(box: Quad) -> bool:
    along, across = _sides(box)
    return along > 6 * across


def _straightened(box: Quad, skew: float, width: int, height: int) -> Quad:
    if not skew:
        return box
    middle, angle = np.array([width / 2, height / 2]), math.radians(-skew)
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    straight: Quad = (box - middle) @ turn + middle
    return straight


def _piece(words: str, score: float, box: Quad) -> Piece:
    (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
    return Piece(words, float(left), float(top), float(right), float(bottom), round(min(score, 1.0), 3))


def _contrast(strip: Pixels) -> float:
    dark, light = np.percentile(strip, (2, 98))
    return float(light - dark)
