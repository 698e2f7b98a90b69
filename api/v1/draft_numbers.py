"""The numbers of a draft, and the days on which they may move."""

from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from api.actions.drafts import draft_numbers, portability, preflight
from api.actions.drafts.draft_numbers import NumbersAsked
from api.calls import Call, Here
from api.front.bodies import Body, Code
from api.front.etags import etag, version_seen
from api.front.routes import Router
from api.v1.draft_views import FocDaysView, NumbersView
from api.v1.port_drafts import canonical
from domain.access import Action
from domain.numbers.reasons import NumberError
from domain.porting.request import LinePlan, LineUse

router = Router(prefix="/v1", tag="Drafts of port orders")
E164 = Annotated[str, StringConstraints(pattern=r"^\+1[0-9]{10}$")]
# What carriers said less than this long ago is not asked again, also when somebody presses "check".
_PRESSED = portability.YOUNG / 60


class LineBody(Body):
    number: E164
    use: LineUse = Field(description='`person` gives the number to a person, who waits with "transfer" until it moves.')
    person_id: Code | None = None


class NumbersBody(Body):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "numbers": "303-555-0100, (303) 555-0101\n303-555-0110 thru 0119",
                    "set_aside": [],
                    "lines": [{"number": "+13035550100", "use": "unassigned"}],
                }
            ]
        }
    )

    numbers: Annotated[str, StringConstraints(max_length=200_000)] | None = Field(
        None,
        description="As people paste them: commas, lines, ranges, extensions. Takes the place of all numbers; leave it out to keep them.",
    )
    set_aside: list[E164] | None = Field(
        None, max_length=500, description="Left for staff to review; takes the place of the earlier choice."
    )
    lines: list[LineBody] | None = Field(None, max_length=500, description="Who gets a number. Those not named stay as they are planned.")
    main_number: Annotated[str, StringConstraints(max_length=40)] | None = Field(None, description="Empty for none.")

    def asked(self) -> NumbersAsked:
        plan = None if self.lines is None else {each.number: LinePlan(each.number, each.use, each.person_id or "") for each in self.lines}
        aside = None if self.set_aside is None else frozenset(self.set_aside)
        return NumbersAsked(self.numbers, aside, plan, None if self.main_number is None else canonical(self.main_number))


@router.get("/port-orders/{order_id}/numbers", allow=Action.DRAFT_READ, response_model=NumbersView, summary="List a draft's numbers")
async def read_numbers_of(order_id: str, call: Here) -> NumbersView:
    """Each number with what the carriers said of it, who gets it, and whether it is set aside."""
    return await _shown(call, order_id)


@router.put("/port-orders/{order_id}/numbers", allow=Action.DRAFT_WRITE, response_model=NumbersView, summary="Enter a draft's numbers")
async def enter_numbers(order_id: str, asked: NumbersBody, call: Here) -> NumbersView:
    """Paste numbers as they are: each comes back in E.164, or among `errors` with the input and the reason. Those that could be read are
    saved and checked with the carriers at once; what a carrier does not answer in two seconds is left open (`complete` is false)."""
    seen = version_seen(call.request)
    async with call.work() as work:
        _, errors = await draft_numbers.save(work, order_id, seen, asked.asked())
    await checked(call, order_id, everything=False)
    return await _shown(call, order_id, errors)


@router.post(
    "/port-orders/{order_id}/numbers/check", allow=Action.NUMBERS_CHECK, response_model=NumbersView, summary="Check a draft's numbers again"
)
async def check_numbers(order_id: str, call: Here) -> NumbersView:
    """Ask the carriers once more: for numbers left open, and for those whose answer is older than a minute."""
    await checked(call, order_id, everything=True)
    return await _shown(call, order_id)


@router.get(
    "/port-orders/{order_id}/foc-days", allow=Action.DRAFT_READ, response_model=FocDaysView, summary="List the days that may be asked for"
)
async def read_foc_days(order_id: str, call: Here) -> FocDaysView:
    """Every day of the coming weeks, allowed or with its reason: the interval that the losing carrier has, holidays, weekends, and the
    days on which the gaining carrier takes ports. No time of day is promised."""
    async with call.work() as work:
        seen = await preflight.look(work, order_id)
    said = await preflight.hear(call.parts, seen)
    return FocDaysView.of(preflight.days(seen, said), call.words)


async def checked(call: Call, order_id: str, *, everything: bool) -> None:
    """Ask the carriers outside of a transaction, then keep what they said."""
    async with call.work() as work:
        listed = await draft_numbers.show(work, order_id)
        rows = listed.numbers if everything else [row for row in listed.numbers if row.portable is None]
        wanted = tuple(row.number for row in rows)
        known = await portability.remembered(work, wanted, _PRESSED if everything else portability.YOUNG)
    if not wanted:
        return
    said = await portability.ask(call.parts, wanted, known)
    async with call.work() as work:
        await draft_numbers.note_verdicts(work, order_id, said)


async def _shown(call: Call, order_id: str, errors: tuple[NumberError, ...] = ()) -> NumbersView:
    async with call.work() as work:
        listed = await draft_numbers.show(work, order_id, errors)
        call.headers["ETag"] = etag(listed.found.draft.version)
        return NumbersView.seen(listed.found, listed.numbers, listed.problems, listed.errors, call.words)
