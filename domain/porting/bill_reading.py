"""What was read from a bill, as it is kept: proposals, not verdicts. Personal, so it is stored sealed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BillReading:
    """bill_date: None when none was found or several disagree. account_numbers: as printed. names: the billing name first.

    numbers, btns: E.164. addresses: as printed, on one line each.
    """

    bill_date: date | None = None
    account_numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    btns: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    provider: str = ""
    hidden_text: bool = False


def same_account(typed: str, printed: str) -> bool:
    """Whether two account numbers are the same but for spaces, dashes and case."""
    return _bare(typed) == _bare(printed)


def _bare(account: str) -> str:
    return "".join(character for character in account if character.isalnum()).casefold()
