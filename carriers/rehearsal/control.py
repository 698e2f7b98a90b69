"""The control desk of the rehearsal carrier: plays any step of any order now, and shows what the ledger holds."""

from typing import Any

from fastapi import APIRouter

from .bodies import StepBody
from .ledger import Ledger
from .orders import load, view
from .portability import TABLE as NUMBERS
from .scripts import TABLE as SCRIPTS
from .stage import MOVES, REPLIES, Stage
from .steps import Details, Step


def control(ledger: Ledger, stage: Stage) -> APIRouter:
    """Routes under /rehearsal. The app guards them with the API key."""
    routes = APIRouter(prefix="/rehearsal")
    _looks(routes, ledger)
    _plays(routes, ledger, stage)
    return routes


def _looks(routes: APIRouter, ledger: Ledger) -> None:
    @routes.get("/orders")
    async def list_orders() -> dict[str, Any]:
        rows = ledger.rows("SELECT reference, customer_reference, pon, version, state, script, foc FROM orders ORDER BY reference")
        return {"orders": rows}

    @routes.get("/orders/{reference}")
    async def show_order(reference: str) -> dict[str, Any]:
        return view(ledger, load(ledger, reference))

    @routes.get("/counts")
    async def count() -> dict[str, Any]:
        return {"counts": ledger.counts(), "doubles": ledger.doubles()}

    @routes.get("/scripts")
    async def list_scripts() -> dict[str, Any]:
        return {
            "orders": [{"script": row.script, "ending": row.ending, "plays": row.plays} for row in SCRIPTS],
            "numbers": [{"ending": row.ending, "says": row.says} for row in NUMBERS],
        }


def _plays(routes: APIRouter, ledger: Ledger, stage: Stage) -> None:
    @routes.post("/orders/{reference}/steps")
    async def play_step(reference: str, body: StepBody) -> dict[str, Any]:
        """Let a step happen now, whatever was planned."""
        stage.play(reference, body.step, Details(body.numbers, body.foc, body.codes))
        return view(ledger, load(ledger, reference))

    @routes.post("/orders/{reference}/next")
    async def play_next(reference: str) -> dict[str, Any]:
        """Let the next planned step happen now, without waiting for its time."""
        return {"played": stage.play_next(reference), **view(ledger, load(ledger, reference))}

    @routes.post("/orders/{reference}/silence")
    async def fall_silent(reference: str) -> dict[str, Any]:
        """Forget all that was planned: nothing more is heard of the order."""
        stage.drop(load(ledger, reference).reference, (*MOVES, *REPLIES, Step.CANCEL, Step.REFUSE_CANCEL))
        return view(ledger, load(ledger, reference))
