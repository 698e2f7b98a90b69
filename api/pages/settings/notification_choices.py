"""Which mails the reader gets, and the page that a mail's own link leads to."""

from dataclasses import replace

from starlette.responses import Response

from api.actions.settings import notification_choices
from api.actions.settings.notification_choices import Left
from api.calls import Call, Here
from api.front.routes import Router
from api.front.rules import Tenancy
from api.pages.forms import Troubled, tried
from api.pages.settings.settings import just_saved
from words.mails import OPTIONAL_MAILS
from words.translation import Words, spoken

router = Router(page=True)


@router.get("/notifications", signed_in=True)
async def notifications_moved(call: Here) -> Response:
    """Where mails lead to."""
    return call.see_other("/settings/notifications")


@router.get("/settings/notifications", signed_in=True)
async def notifications_page(call: Here) -> Response:
    async with call.own_work() as work:
        found = await notification_choices.list_choices(work)
    return await call.page("settings/notifications.html", choices=found, kinds=OPTIONAL_MAILS, fresh=just_saved(call))


@router.post("/settings/notifications", signed_in=True)
async def notifications_chosen(call: Here) -> Response:
    """Each organisation's field is sent with a mark of its own, so that one with everything off is told from one not shown."""
    typed = await call.form()
    shown = [one for one in typed.get("shown", "").split(",") if one]
    async with call.own_work() as work:
        known = {one.organisation_id: frozenset(OPTIONAL_MAILS) - one.unwanted for one in await notification_choices.list_choices(work)}
        sent = {one: frozenset(typed.get(f"wanted-{one}", "").split(",")) for one in shown}
        await notification_choices.choose(work, known | sent)
    return call.see_other("/settings/notifications?saved=yes")


@router.get("/unsubscribe/{unsubscription}", public=True, tenancy=Tenancy.LINK)
async def unsubscribe_page(unsubscription: str, call: Here) -> Response:
    """Asks first: programs that look at mail open links too."""
    return await _left(call, unsubscription, done=False)


@router.post("/unsubscribe/{unsubscription}", public=True, tenancy=Tenancy.LINK, by_machine=True)
async def unsubscribed(unsubscription: str, call: Here) -> Response:
    """By the button of the page, or by a mail program in one POST (RFC 8058), which knows no form of ours: the link is the proof."""
    return await _left(call, unsubscription, done=True)


async def _left(call: Call, token: str, *, done: bool) -> Response:
    act = notification_choices.leave if done else notification_choices.look_at_leaving
    try:
        left: Left | None = await tried(call.words, {}, lambda: act(call.parts, token))
    except Troubled as trouble:
        return await call.page("settings/unsubscribed.html", 410, errors=trouble.errors, left=None)
    assert left is not None
    spoken_to = replace(call, words=Words(spoken([left.language])))
    return await spoken_to.page("settings/unsubscribed.html", left=left, kind=OPTIONAL_MAILS[left.message], done=done)
