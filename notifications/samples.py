"""One instance of every message, for the goldens and for the console's preview. All people and numbers are fiction."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import MappingProxyType

from notifications.message import Message
from notifications.messages.account import ActivationCode, Invitation, NumberWorks, PasswordChanged, ResetCode, Welcome
from notifications.messages.comments import CommentAdded
from notifications.messages.completion import OrderCompleted, OrderPartlyCompleted
from notifications.messages.draft import DraftExpiring, PapersAccepted, PleaseSign, SignCode, SignDeclined, SignReminder
from notifications.messages.foc import ActivationLate, FocConfirmed, FocMoved, FocTomorrow, FocWithdrawn
from notifications.messages.order import (
    CancelRefused,
    CorrectionReminder,
    OrderCancelled,
    OrderReceived,
    OrderRejected,
    OrderSubmitted,
    OrderWaitsForStaff,
    Problem,
    ProblemFound,
    RejectionReason,
)
from notifications.messages.papers import PapersRefused
from notifications.messages.security import AccessRemoved, NumbersTakenOver, RoleChanged, SecurityNotice
from notifications.messages.webhooks import WebhookDisabled

_ORDER = "po_" + "a" * 26
_TOKEN = "sample-token"
_NUMBERS = ("+13035550100", "+13035550101", "+13035550102")
_CARRIER = "Meryton Telephone"
_ORGANISATION = "Pemberley Estates"
_ZONE = "America/Denver"
_DEADLINE = datetime(2026, 12, 15, 23, 0, tzinfo=UTC)
_FOC = datetime(2026, 12, 1, 18, 30, tzinfo=UTC)
_NEW_FOC = datetime(2026, 12, 3, 18, 30, tzinfo=UTC)

_ACCOUNT: tuple[Message, ...] = (
    ActivationCode(code="204816", valid_minutes=15),
    Welcome("Elizabeth", _ORGANISATION, "Charles Bingley", _TOKEN, _DEADLINE, _ZONE),
    Invitation("Jane", _ORGANISATION, "Elizabeth Bennet", _TOKEN, _DEADLINE, _ZONE, transfer=True, extension="104"),
    NumberWorks("Jane", _ORGANISATION, _NUMBERS[0], extension="104"),
    ResetCode(code="731946", valid_minutes=15),
    PasswordChanged(_DEADLINE, _ZONE),
    NumbersTakenOver(_NUMBERS[:2], _DEADLINE, _ZONE),
    AccessRemoved(_ORGANISATION, _DEADLINE, _ZONE),
    RoleChanged(_ORGANISATION, "viewer", _DEADLINE, _ZONE),
    SecurityNotice(_ORGANISATION, "role_changed", "Charles Bingley", _DEADLINE, _ZONE, "Jane Bennet", "viewer", by_token=True),
    WebhookDisabled("whk_" + "a" * 26, "hooks.longbourn.example", "failing"),
)
_DRAFT: tuple[Message, ...] = (
    PleaseSign(_ORDER, "Fitzwilliam Darcy", _ORGANISATION, _CARRIER, len(_NUMBERS), _TOKEN, _DEADLINE, _ZONE),
    SignReminder(_ORDER, "Fitzwilliam Darcy", _ORGANISATION, _CARRIER, len(_NUMBERS), _TOKEN, _DEADLINE, _ZONE),
    SignCode(_ORDER, code="481920", valid_minutes=15),
    SignDeclined(_ORDER, "Fitzwilliam Darcy", "I want to read it on paper first."),
    DraftExpiring(_ORDER, _DEADLINE, _ZONE),
    PapersAccepted(_ORDER),
    CommentAdded(_ORDER),
    PapersRefused(_ORDER, ("bill.undated",), "The page that shows the date is missing."),
)
_PORT: tuple[Message, ...] = (
    OrderReceived(_ORDER, _NUMBERS, _CARRIER, set_aside=("+13035550109",)),
    ProblemFound(_ORDER, (Problem("bill.stale"), Problem("number.not_portable", _NUMBERS[:2]))),
    OrderWaitsForStaff(_ORDER, _NUMBERS[:1]),
    OrderSubmitted(_ORDER, _NUMBERS, _CARRIER, requested_foc=date(2026, 12, 1)),
    OrderRejected(
        _ORDER,
        _NUMBERS,
        _CARRIER,
        (
            RejectionReason("address_mismatch", ("service_address",)),
            RejectionReason("pin_invalid", ("pin",)),
            RejectionReason("due_date_too_soon"),
        ),
        _ZONE,
        _DEADLINE,
    ),
    CorrectionReminder(_ORDER, _DEADLINE, _ZONE),
    OrderCancelled(_ORDER, _NUMBERS, "customer"),
    CancelRefused(_ORDER, _NUMBERS, _ZONE, _FOC),
    FocConfirmed(_ORDER, _NUMBERS, _CARRIER, _FOC, _ZONE),
    FocMoved(_ORDER, _NUMBERS, _FOC, _NEW_FOC, _ZONE),
    FocTomorrow(_ORDER, _NUMBERS, _FOC, _ZONE),
    FocWithdrawn(_ORDER, _NUMBERS, _CARRIER, _FOC, _ZONE),
    ActivationLate(_ORDER, _NUMBERS, _FOC, _ZONE),
    OrderCompleted(_ORDER, _NUMBERS),
    OrderPartlyCompleted(_ORDER, active=_NUMBERS[:1], waiting=_NUMBERS[1:2], failed=_NUMBERS[2:]),
)

SAMPLES: Mapping[str, Message] = MappingProxyType({message.template: message for message in (*_ACCOUNT, *_DRAFT, *_PORT)})
