"""What numbers did somebody type or paste? Each item gives its numbers in E.164, or an error that names it and the reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.numbers.dialled import Dialled, dialled
from domain.numbers.limits import ReadingLimits
from domain.numbers.reasons import SHOWN, NumberError, NumberReason, Objection, error
from domain.numbers.structure import objection_to
from domain.numbers.typed import items


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """text: the item it came from, as typed, cut."""

    e164: str
    extension: str
    text: str


@dataclass(frozen=True, slots=True)
class PastedNumbers:
    """numbers: each once, in the order typed. An item is in numbers or in errors; a range that overlaps is in both.

    left: the items of which nothing could be taken, whole as typed; repeated numbers are not among them.
    """

    numbers: tuple[ReadNumber, ...]
    errors: tuple[NumberError, ...]
    left: tuple[str, ...] = ()

    @property
    def e164(self) -> tuple[str, ...]:
        return tuple(number.e164 for number in self.numbers)


def read_numbers(text: str, *, limits: ReadingLimits = ReadingLimits()) -> PastedNumbers:
    """Read a paste as people write it. Never raises; a paste over the limit is refused before it is looked at."""
    if len(text) > limits.max_bytes or len(text.encode("utf-8", "surrogatepass")) > limits.max_bytes:
        return PastedNumbers((), (error(text[:SHOWN], Objection(NumberReason.TOO_LARGE, {"limit": str(limits.max_bytes)})),), (text,))
    reading = _Reading(limits)
    taken = [(item, tuple(reading.take(item))) for item in items(text)]
    errors = tuple(error(item, objection) for item, wrong in taken for objection in wrong)
    left = tuple(item.strip() for item, wrong in taken if any(each.code is not NumberReason.DUPLICATE for each in wrong))
    return PastedNumbers(tuple(reading.numbers.values()), errors, left)


class _Reading:
    """Numbers read so far. Ranges are spelt out only so far as an honest paste may need, or repeating one would cost seconds."""

    def __init__(self, limits: ReadingLimits) -> None:
        self.numbers: dict[str, ReadNumber] = {}
        self._limits = limits
        self._spelt_out = 0

    def take(self, item: str) -> Iterator[Objection]:
        """Add the item's numbers, and say what is wrong with it."""
        asked = dialled(item)
        if isinstance(asked, Objection):
            yield asked
            return
        run = self._run(asked)
        if isinstance(run, Objection):
            yield run
            return
        known = [number for number in run if number in self.numbers]
        if len(self.numbers) + len(run) - len(known) > self._limits.max_numbers:
            yield self._too_many()
            return
        for number in run:
            self.numbers.setdefault(number, ReadNumber(number, asked.extension, item.strip()[:SHOWN]))
        if known:
            yield Objection(NumberReason.DUPLICATE, {"number": known[0], "count": str(len(known))})

    def _run(self, asked: Dialled) -> list[str] | Objection:
        if asked.first != asked.last and self._spelt_out > 4 * self._limits.max_numbers:
            return self._too_many()
        run = _spelt_out(asked.first, asked.last, self._limits)
        self._spelt_out += len(run) if isinstance(run, list) and len(run) > 1 else 0
        return run

    def _too_many(self) -> Objection:
        return Objection(NumberReason.TOO_MANY, {"limit": str(self._limits.max_numbers)})


def _spelt_out(first: str, last: str, limits: ReadingLimits) -> list[str] | Objection:
    count = int(last) - int(first) + 1
    if count < 1:
        return Objection(NumberReason.RANGE_BACKWARDS)
    if count > limits.max_range:
        return Objection(NumberReason.RANGE_TOO_LONG, {"count": str(count), "limit": str(limits.max_range)})
    digits = [str(number) for number in range(int(first), int(last) + 1)]
    for each in digits:
        objection = objection_to(each, countries=limits.countries, opened=limits.opened_area_codes)
        if objection is not None:
            return objection
    return [f"+1{each}" for each in digits]
