"""What preflight and readiness need to know of an order, gathered set by set: the same for the page, the door and the workflow."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.policy.codes import DayReason, FindingCode
from domain.policy.evidence import LoaFacts, PaperInHand, PaperState, PlanFacts, PreflightEvidence
from domain.policy.rulebook import Rulebook
from domain.porting.portability import CheckedNumber, LineType, not_portable
from domain.porting.request import PersonName, PortRequest
from store import secrets
from store.call_plan import inventory, own_addresses, people
from store.desk import reviews
from store.drafts import drafts
from store.drafts.drafts import DraftNumber
from store.orders import lines
from store.paper import bill_readings, documents, signatures
from store.paper.documents import Document
from store.schema.organisations import locations, organisations
from vault.envelope import TenantBox
from vault.secrets import SecretName

_BILL, _CSR = "bill", "csr"
_LINE_TYPES = {each.value: each for each in LineType}
_DEFAULT_ZONE = "America/New_York"
_PLACE = (
    select(
        organisations.c.standing,
        locations.c.id,
        locations.c.pstn_option,
        locations.c.plan_enabled_at,
        locations.c.emergency_address_sealed,
        locations.c.main_number,
        locations.c.time_zone,
    )
    .select_from(organisations)
    .outerjoin(locations, (locations.c.organisation_id == organisations.c.id) & (locations.c.id == bindparam("location_id")))
    .where(organisations.c.id == bindparam("organisation_id"))
)


async def gather(
    connection: AsyncConnection, box: TenantBox, request: PortRequest, at: datetime, book: Rulebook, foc_refused: DayReason | None = None,
    *, typed: Sequence[DraftNumber] | None = None,
) -> PreflightEvidence:  # fmt: skip
    """Everything but the carrier's own answers, which the caller brings: `foc_refused`, and the numbers' stored verdicts.

    typed: the numbers as kept, where they were read already.
    """
    plan, zone, trial, address = await _plan(connection, request)
    typed = await drafts.numbers(connection, request.order_id) if typed is None else typed
    secret = await _secrets(connection, box, request)
    numbers = [each.number for each in typed]
    papers = await documents.of_order(connection, request.order_id)
    cleared = await reviews.cleared(connection, request.order_id, request.revision)
    return PreflightEvidence(
        at=at,
        zone=zone,
        plan=replace(plan, state=_state(box, request.location_id, address)),
        trial=trial,
        terms_accepted=await signatures.latest_accepted(connection, request.organisation_id, "terms") >= book.terms_version,
        checked={each.number: _checked(each) for each in typed if each.portable is not None},
        ours=frozenset(await inventory.already_ours(connection, request.organisation_id, numbers)),
        in_our_orders=frozenset(await lines.claimed_by_others(connection, request.order_id, request.organisation_id, numbers)),
        account_number=secret.get(SecretName.ACCOUNT_NUMBER, ""),
        pin_given=secret.get(SecretName.PIN, "") != "",
        bill=_newest(box, papers, _BILL),
        csr=_newest(box, papers, _CSR),
        loa=await _loa(connection, box, request.order_id),
        foc_refused=foc_refused,
        cleared=frozenset(FindingCode(code) for code in cleared),
    )


def without_claims(evidence: PreflightEvidence, elsewhere: Iterable[str] = ()) -> PreflightEvidence:
    """The same for an order that holds its numbers already. elsewhere: those live with other tenants, where the caller may know it."""
    return replace(evidence, in_our_orders=frozenset(), with_others=frozenset(elsewhere))


async def plan_facts(connection: AsyncConnection, request: PortRequest) -> PlanFacts:
    """Where the request's numbers will live."""
    return (await _plan(connection, request))[0]


async def _plan(connection: AsyncConnection, request: PortRequest) -> tuple[PlanFacts, str, bool, bytes | None]:
    """Plan, zone of the location, whether it is a trial, and the sealed emergency address."""
    place = {"location_id": request.location_id, "organisation_id": request.organisation_id}
    standing, location_id, option, enabled_at, address, main_number, zone = (await connection.execute(_PLACE, place)).one()
    wanted = tuple({line.person_id for line in request.lines if line.person_id})
    plan = PlanFacts(
        location_known=location_id is not None,
        plan_enabled=option == "calling_plan" and enabled_at is not None,
        emergency_address=address is not None,
        people=await people.there(connection, request.organisation_id, wanted) if wanted else frozenset(),
        main_number=main_number or "",
        own_address=await own_addresses.holders(connection, request.organisation_id, wanted) if wanted else frozenset(),
    )
    return plan, zone or _DEFAULT_ZONE, standing == "trial", address


def _state(box: TenantBox, location_id: str, address: bytes | None) -> str:
    if address is None:
        return ""
    opened: dict[str, str] = json.loads(box.open("locations", "emergency_address_sealed", location_id, address))
    return opened.get("state", "").strip().upper()


def _checked(each: DraftNumber) -> CheckedNumber:
    return CheckedNumber(
        each.number,
        bool(each.portable),
        None if each.portable else not_portable(each.reason),
        each.losing_carrier,
        each.losing_spid,
        each.rate_centre,
        _LINE_TYPES.get(each.line_type, LineType.UNKNOWN),
        each.needs_pin,
        each.simple,
    )


async def _secrets(connection: AsyncConnection, box: TenantBox, request: PortRequest) -> dict[SecretName, str]:
    kept = await secrets.of_row(connection, request.organisation_id, "port_orders", request.order_id)
    places = {name: secrets.place(request.organisation_id, "port_orders", request.order_id, name) for name in kept}
    return {name: box.open(where.table, where.column, where.row_id, kept[name]).decode() for name, where in places.items()}


def _newest(box: TenantBox, papers: Sequence[Document], kind: str) -> PaperInHand:
    """The newest paper of a kind counts."""
    mine = [each for each in papers if each.kind == kind]
    return PaperInHand(PaperState(mine[-1].state), bill_readings.opened(box, mine[-1])) if mine else PaperInHand()


async def _loa(connection: AsyncConnection, box: TenantBox, order_id: str) -> LoaFacts:
    signed = await signatures.valid(connection, order_id)
    if signed is None:
        return LoaFacts()
    signer: dict[str, Any] = json.loads(box.open("signatures", "signer_sealed", signed.id, signed.signer_sealed))
    name = PersonName(signer["first"], signer["last"], signer.get("title", ""))
    return LoaFacts(True, signed.revision, signed.signed_at, name, signed.void_at is not None, signed.authority_id != "")
