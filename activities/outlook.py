"""Looking ahead of a FOC and back after it: are the numbers ready, did they really move?"""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from activities.carrier_trouble import as_application_error
from carriers.errors import CarrierError, CarrierRefused
from carriers.protocol import PortsNumbers, TellsActiveNumbers
from domain.findings import Severity
from domain.policy.gates import next_gate
from domain.policy.readiness import readiness
from domain.porting import facts as f
from domain.porting.carrier_port import CarrierPort
from domain.porting.line import LineState
from store.carriers.carrier_ports import LoadedPort, NoSuchOrder
from store.drafts import evidence, requests
from vault.envelope import Envelope


async def check_gate(connection: AsyncConnection, envelope: Envelope, loaded: LoadedPort, at: datetime) -> tuple[f.PortFact, ...]:
    """Whether each number would work if it moved now, at the gate that is due."""
    port, frame = loaded.port, loaded.frame
    if port.foc is None:
        return ()
    due = next_gate(port.foc, port.gates, at, frame.book, frame.zone, frame.book.holidays(loaded.part.losing_spid))
    if due is None:
        return ()
    found = await requests.load(connection, envelope, frame.order_id, None)
    if found is None:
        raise NoSuchOrder(frame.order_id)
    plan = await evidence.plan_facts(connection, found[1])
    findings = readiness(found[1], port.numbers_in(LineState.PORTING), plan, frame.book)
    missing = dict.fromkeys(finding.code for finding in findings if finding.severity is Severity.BLOCKED)
    return (f.ReadinessChecked(due.gate, port.foc, tuple(missing)),)


async def verify(carrier: PortsNumbers, port: CarrierPort) -> tuple[f.PortFact, ...]:
    """Ask the carrier again which numbers it has active. A carrier that cannot tell is believed as it was."""
    if not isinstance(carrier, TellsActiveNumbers):
        return (f.PortVerified(),)
    try:
        active = frozenset(await carrier.active_numbers(port.reference))
    except CarrierRefused:
        active = frozenset()
    except CarrierError as error:
        raise as_application_error(error) from error
    return (f.PortVerified(tuple(number for number in port.numbers_in(LineState.ACTIVE) if number not in active)),)
