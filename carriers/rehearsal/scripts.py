"""What the rehearsal carrier does with an order: chosen by the account number, else by the first number's last two digits."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Script(StrEnum):
    ORDINARY = "ORDINARY"
    REJECT = "REJECT"
    ON_DEMAND = "ON-DEMAND"
    UNKNOWN_NOTICE = "UNKNOWN-NOTICE"
    ACKNOWLEDGE = "ACKNOWLEDGE"
    REJECT_THEN_ACCEPT = "REJECT-THEN-ACCEPT"
    REJECT_ACCOUNT = "REJECT-ACCOUNT"
    LATE_FOC = "LATE-FOC"
    SHORT_FOC = "SHORT-FOC"
    MOVE_FOC = "MOVE-FOC"
    WITHDRAW_FOC = "WITHDRAW-FOC"
    PARTIAL = "PARTIAL"
    CONFLICT = "CONFLICT"
    SILENT = "SILENT"
    SILENT_ACTIVATION = "SILENT-ACTIVATION"
    DUPLICATE = "DUPLICATE"
    REORDER = "REORDER"
    LOSE_WEBHOOKS = "LOSE-WEBHOOKS"
    FAIL_AFTER_EFFECT = "FAIL-AFTER-EFFECT"
    DROP_ANSWER = "DROP-ANSWER"
    SLOW = "SLOW"
    THROTTLE = "THROTTLE"
    REFUSE_CANCEL = "REFUSE-CANCEL"
    SNAPBACK = "SNAPBACK"
    STAGGERED = "STAGGERED"
    ALL_FAIL = "ALL-FAIL"
    CARRIER_CANCELS = "CARRIER-CANCELS"


@dataclass(frozen=True, slots=True)
class ScriptRow:
    """ending: last two digits of the order's first number that choose the script too, or empty."""

    script: Script
    ending: str
    plays: str


TABLE: tuple[ScriptRow, ...] = (
    ScriptRow(
        Script.ORDINARY, "", "FOC for the requested or the earliest day, after 4 business hours (simple) or 9; active at 11:30 that day"
    ),
    ScriptRow(
        Script.REJECT,
        "",
        "rejected with the code that follows, `REJECT:PASSCODE_PIN_INVALID`; any code, known or not, until the account changes",
    ),
    ScriptRow(Script.ON_DEMAND, "57", "numbers move only when told to, from the FOC on"),
    ScriptRow(Script.UNKNOWN_NOTICE, "58", "a notice of a kind nobody has heard of, then ordinary"),
    ScriptRow(Script.ACKNOWLEDGE, "59", "an acknowledgement after one business hour, then ordinary"),
    ScriptRow(Script.REJECT_THEN_ACCEPT, "60", "first LSR rejected for the service address, any supplement accepted"),
    ScriptRow(Script.REJECT_ACCOUNT, "61", "rejected for the account number, by account number until it is corrected, by number once"),
    ScriptRow(Script.LATE_FOC, "62", "FOC after three business days instead of hours"),
    ScriptRow(Script.SHORT_FOC, "63", "FOC for the next business day, whatever was requested"),
    ScriptRow(Script.MOVE_FOC, "64", "FOC, two business hours later moved by two business days"),
    ScriptRow(Script.WITHDRAW_FOC, "65", "FOC, withdrawn after two business hours, a later one the day after"),
    ScriptRow(Script.PARTIAL, "66", "all numbers but the last move, the last fails"),
    ScriptRow(Script.CONFLICT, "67", "FOC, then put in conflict; goes on after a supplement"),
    ScriptRow(Script.SILENT, "68", "no answer to the LSR"),
    ScriptRow(Script.SILENT_ACTIVATION, "69", "FOC, then no word of activation"),
    ScriptRow(Script.DUPLICATE, "70", "every webhook sent twice"),
    ScriptRow(Script.REORDER, "71", "every other webhook held back, so that later ones overtake it"),
    ScriptRow(Script.LOSE_WEBHOOKS, "72", "no webhook at all: only the list of changes tells"),
    ScriptRow(Script.FAIL_AFTER_EFFECT, "73", "each write takes effect, its first answer is a 500"),
    ScriptRow(Script.DROP_ANSWER, "74", "each write takes effect, its first answer is cut off"),
    ScriptRow(Script.SLOW, "75", "each write takes effect, its first answer comes after the client's time-out"),
    ScriptRow(Script.THROTTLE, "76", "each write is first told to wait (429), without effect"),
    ScriptRow(Script.REFUSE_CANCEL, "77", "a cancellation is refused"),
    ScriptRow(Script.SNAPBACK, "78", "four hours after activation the last number goes back"),
    ScriptRow(Script.STAGGERED, "79", "numbers move ten minutes apart"),
    ScriptRow(Script.ALL_FAIL, "80", "no number moves at the FOC"),
    ScriptRow(Script.CARRIER_CANCELS, "81", "the losing carrier cancels instead of sending a FOC"),
)
BY_ENDING = {row.ending: row.script for row in TABLE if row.ending}
BY_NAME = {script.value: script for script in Script}
_FICTION = re.compile(r"\+1\d{3}55501(\d\d)")


@dataclass(frozen=True, slots=True)
class Play:
    """A script, the carrier's rejection code that goes with REJECT, and whether it stays until the account number changes."""

    script: Script
    code: str = ""
    by_account: bool = False


def play_for(numbers: tuple[str, ...], account_number: str) -> Play:
    """The script of an order. The account number outweighs the number; `-<digits>` after a script's name is ignored."""
    account = re.sub(r"-\d+$", "", account_number.strip().upper().replace(":", "-").replace("_", "-").replace(" ", "-"))
    if account in BY_NAME:
        return Play(BY_NAME[account], by_account=True)
    if account.startswith("REJECT-"):
        return Play(Script.REJECT, account.removeprefix("REJECT-").replace("-", "_"), by_account=True)
    return Play(BY_ENDING.get(_ending(numbers), Script.ORDINARY))


def _ending(numbers: tuple[str, ...]) -> str:
    fiction = _FICTION.fullmatch(min(numbers, default=""))
    return fiction.group(1) if fiction else ""
