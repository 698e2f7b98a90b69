"""From a request to what is sent to a carrier, and from what became of it to facts."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from activities.carrier_writes import Outcome, Refused, Unknown, Written
from carriers.protocol import CarrierReceipt, LsrContent, PortsNumbers, SendWindow
from domain.ids import PortId
from domain.porting import facts as f
from domain.porting.carrier_port import CarrierPort
from domain.porting.notices import CarrierNotice
from domain.porting.request import PortRequest, PortScope
from domain.porting.steps import Send, request_key
from store.carriers import attempts
from store.carriers.attempts import Attempt
from store.carriers.carrier_ports import LoadedPort, NoSuchOrder
from store.drafts import requests
from vault.envelope import Envelope

Call = Callable[[SendWindow], Awaitable[CarrierReceipt]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A write that is due. attempt: None when nothing had been sent that could be withdrawn. lsr: holds secrets, stays in the process."""

    send: Send
    key: str
    attempt: Attempt | None
    lsr: LsrContent
    revision: int


async def prepared(connection: AsyncConnection, envelope: Envelope, loaded: LoadedPort, send: Send) -> Prepared:
    """The write with its content and its attempt, which is committed before anything is tried."""
    found = await requests.load(connection, envelope, loaded.frame.order_id, None, with_secrets=True)
    if found is None:
        raise NoSuchOrder(loaded.frame.order_id)
    request, key = found[1], request_key(loaded.port, send)
    attempt = None
    if send is not Send.CANCEL or loaded.port.reference:
        attempt = await attempts.prepare(connection, key, loaded.frame.organisation_id, loaded.port_id.stream, loaded.part.carrier)
    return Prepared(send, key, attempt, _content(loaded, request), request.revision)


def _content(loaded: LoadedPort, request: PortRequest) -> LsrContent:
    port, part = loaded.port, loaded.part
    staying = _staying(loaded)
    return LsrContent(
        pon=_pon(loaded.port_id),
        customer_reference=request.organisation_id,
        revision=port.lsr_version + 1,
        numbers=part.numbers,
        btn=request.btn,
        replacement_btn=request.replacement_btn or (staying[0] if staying and request.btn in part.numbers else ""),
        business=request.business,
        partial=request.scope is PortScope.PARTIAL or bool(staying),
        end_user_name=request.billing_name,
        authorised_person=request.authorised_person.full,
        account_number=request.account_number,
        pin=request.pin,
        service_address=request.service_address,
        losing_carrier=request.losing_carrier,
        losing_spid=part.losing_spid,
        requested_foc=port.requested_foc or request.requested_foc,
        time_zone=loaded.frame.zone,
    )


def _staying(loaded: LoadedPort) -> tuple[str, ...]:
    """Numbers of the same account that other carrier orders move: at first they stay, one of them as the billing number."""
    others = (each.part for each in loaded.held.whole.parts.values() if each.part.n != loaded.part.n and not each.closed)
    return tuple(number for part in others if part.losing_spid == loaded.part.losing_spid for number in part.numbers)


def _pon(port_id: PortId) -> str:
    return f"{port_id.order_id.removeprefix('po_')[:16]}-{port_id.n}".upper()


def lsr_call(carrier: PortsNumbers, port: CarrierPort, ready: Prepared) -> Call:
    """The request itself, to be made within the window it is given."""

    async def call(window: SendWindow) -> CarrierReceipt:
        match ready.send:
            case Send.SUBMIT:
                return await carrier.submit_lsr(ready.lsr, window)
            case Send.SUPPLEMENT:
                return await carrier.supplement_lsr(port.reference, ready.lsr, window)
            case Send.CANCEL:
                return await carrier.cancel_lsr(port.reference, window)

    return call


async def settle(connection: AsyncConnection, ready: Prepared, outcome: Outcome | None) -> None:
    """Close the attempt, in the transaction that records what it led to."""
    if ready.attempt is None:
        return
    match outcome:
        case Written(receipt=receipt):
            await attempts.finish(connection, ready.key, asdict(receipt) | {"accepted_at": receipt.accepted_at.isoformat(), "notices": []})
        case Refused(codes=codes):
            await attempts.refuse(connection, ready.key, "".join(codes[:1]))
        case Unknown():
            await attempts.lose(connection, ready.key, "unknown")
        case None:
            return


def written_facts(port: CarrierPort, ready: Prepared, outcome: Outcome | None, at: datetime) -> tuple[f.PortFact, ...]:
    """What the outcome makes true."""
    match outcome:
        case None:
            return (f.PortCancelled(at),)
        case Written(receipt=receipt):
            return (_sent(port, ready, receipt),)
        case Unknown():
            return (f.OutcomeUnknown(ready.key),)
        case Refused(codes=codes):
            return (_refused(port, ready.send, codes, at),)


def receipt_notices(outcome: Outcome | None) -> tuple[CarrierNotice, ...]:
    """What the carrier told with its receipt."""
    return outcome.receipt.notices if isinstance(outcome, Written) else ()


def _sent(port: CarrierPort, ready: Prepared, receipt: CarrierReceipt) -> f.PortFact:
    match ready.send:
        case Send.SUBMIT:
            return f.LsrSubmitted(ready.key, receipt.carrier_reference, ready.revision, port.lsr_version + 1)
        case Send.SUPPLEMENT:
            return f.LsrSupplemented(ready.key, ready.revision, port.lsr_version + 1)
        case Send.CANCEL:
            return f.CancelSent(ready.key)


def _refused(port: CarrierPort, send: Send, codes: tuple[str, ...], at: datetime) -> f.PortFact:
    stands = port.foc is not None
    match send:
        case Send.SUBMIT:
            return f.LsrRejected(codes, at)
        case Send.SUPPLEMENT:
            return f.SupplementRefused("".join(codes[:1]), stands)
        case Send.CANCEL:
            return f.CancelRefused(at, "".join(codes[:1]), stands)
