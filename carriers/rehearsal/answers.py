"""What the rehearsal carrier answers and tells, checked like a stranger's input and put into our words."""

from collections.abc import Iterable
from datetime import UTC, date
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from carriers.protocol import CarrierReceipt, FocWindow, PortabilityVerdict
from domain.porting.notices import CarrierNotice, NoticeKind, notice_id
from domain.porting.portability import LineType

from .codes import notice_kind, portability_reason, rejection

CARRIER = "rehearsal"
Text = Annotated[str, Field(max_length=200)]
Number = Annotated[str, Field(pattern=r"^\+\d{8,15}$")]


class Answer(BaseModel):
    """Fields we do not know are left alone: a carrier may add some."""

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)


class ReceiptAnswer(Answer):
    kind: Text = ""
    reference: Annotated[str, Field(min_length=1, max_length=100)]
    accepted_at: AwareDatetime

    def receipt(self) -> CarrierReceipt:
        return CarrierReceipt(self.reference, self.accepted_at.astimezone(UTC))


class FoundAnswer(Answer):
    found: tuple[ReceiptAnswer, ...]


class VerdictAnswer(Answer):
    number: Number
    portable: bool
    reason: Text | None = None
    losing_carrier: Text = ""
    losing_spid: Text = ""
    rate_centre: Text = ""
    state: Text = ""
    line_type: Text = "unknown"
    needs_pin: bool = False
    simple: bool = False

    def verdict(self) -> PortabilityVerdict:
        return PortabilityVerdict(
            number=self.number,
            portable=self.portable,
            losing_carrier=self.losing_carrier,
            losing_spid=self.losing_spid,
            rate_centre=self.rate_centre,
            state=self.state,
            line_type=self.line_type if self.line_type in set(LineType) else LineType.UNKNOWN.value,
            needs_pin=self.needs_pin,
            simple=self.simple,
            reason="" if self.portable else portability_reason(self.reason or "").value,
        )


class PortabilityAnswer(Answer):
    numbers: tuple[VerdictAnswer, ...]


class WindowAnswer(Answer):
    first: date
    last: date

    def window(self) -> FocWindow:
        return FocWindow(self.first, self.last)


class WindowsAnswer(Answer):
    windows: tuple[WindowAnswer, ...]


class NoticesAnswer(Answer):
    """Notices stay raw here: one that cannot be read must not hide the others."""

    notices: tuple[dict[str, Any], ...]


class ChangesAnswer(NoticesAnswer):
    cursor: Annotated[str, Field(pattern=r"^\d{1,18}$")]
    more: bool


class ActiveAnswer(Answer):
    active: tuple[Number, ...]


class ClockAnswer(Answer):
    offset_seconds: int
    next_due: AwareDatetime | None = None


class RefusalAnswer(Answer):
    code: Annotated[str, Field(pattern=r"^\w{0,60}$")] = ""
    fields: tuple[Annotated[str, Field(pattern=r"^[\w.]{1,80}$")], ...] = ()


class NoticeAnswer(Answer):
    """occasion: 1, or how often the very same was told anew, so that a second refusal is not taken for an echo of the first."""

    type: Text
    reference: Annotated[str, Field(min_length=1, max_length=100)]
    version: Annotated[int, Field(ge=0)] = 0
    occasion: Annotated[int, Field(ge=1)] = 1
    numbers: tuple[Number, ...] = ()
    foc: AwareDatetime | None = None
    codes: tuple[Text, ...] = ()
    occurred_at: AwareDatetime

    def notice(self) -> CarrierNotice:
        kind = notice_kind(self.type)
        foc = self.foc.astimezone(UTC) if self.foc else None
        if kind is NoticeKind.FOC and foc is None:
            kind = NoticeKind.UNRECOGNISED
        told = (
            *self.codes,
            *((self.type,) if kind is NoticeKind.UNRECOGNISED else ()),
            *((f"occasion {self.occasion}",) if self.occasion > 1 else ()),
        )
        return CarrierNotice(
            notice_id=notice_id(CARRIER, self.reference, kind, numbers=self.numbers, foc=foc, codes=told, version=self.version),
            carrier=CARRIER,
            carrier_reference=self.reference,
            kind=kind,
            happened_at=self.occurred_at.astimezone(UTC),
            numbers=self.numbers,
            foc=foc,
            codes=tuple(dict.fromkeys(rejection(code).value for code in self.codes)),
            lsr_version=self.version,
        )


class BareNotice(Answer):
    """The least that makes a notice worth showing to staff."""

    reference: Annotated[str, Field(min_length=1, max_length=100)]
    occurred_at: AwareDatetime

    def notice(self, raw: str) -> CarrierNotice:
        kind = NoticeKind.UNRECOGNISED
        told = notice_id(CARRIER, self.reference, kind, numbers=(), foc=None, codes=(raw,), version=0)
        return CarrierNotice(told, CARRIER, self.reference, kind, self.occurred_at.astimezone(UTC))


def read_notices(raw: Iterable[dict[str, Any]]) -> tuple[CarrierNotice, ...]:
    """Ours for theirs. What cannot be read but names an order becomes `unrecognised`; what names none tells us nothing."""
    notices: list[CarrierNotice] = []
    for one in raw:
        try:
            notices.append(NoticeAnswer.model_validate(one).notice())
        except ValidationError:
            notices.extend(_bare(one))
    return tuple(notices)


def _bare(raw: dict[str, Any]) -> Iterable[CarrierNotice]:
    try:
        yield BareNotice.model_validate(raw).notice(repr(sorted(raw.items(), key=str)))
    except ValidationError:
        return
