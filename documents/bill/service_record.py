"""What a customer service record says in the short words of its trade: LN and LA, SA and BA, TN behind a slash."""

import re
from collections.abc import Callable

from documents.bill.found import fact, labelled
from documents.bill.names import Whom, clean_name
from documents.bill.paper_lines import Paper
from domain.porting.paper import PaperFact

_LISTED_NAME = re.compile(r"^(?:bn1|bn|ln|lnm|list(?:ed|ing)\s*name)\b\s*:?(?=\s|$)", re.I)
_BILLING_ADDRESS = re.compile(r"^ba\d?\b\s*:?(?=\s|$)", re.I)
_SERVICE_ADDRESS = re.compile(r"^(?:sa|la)\b\s*:?(?=\s|$)", re.I)
_ADDRESS = re.compile(r"^\S+\s.*\d{5}(?:-\d{4})?$")


def completed(whom: Whom, paper: Paper) -> Whom:
    """Whom the record names where its fields say so, else what was found as on a bill."""
    names = _facts(paper, _LISTED_NAME, clean_name)
    billing, service = _facts(paper, _BILLING_ADDRESS, _address), _facts(paper, _SERVICE_ADDRESS, _address)
    return Whom(
        billing_name=names[0] if names else whom.billing_name,
        names=tuple({item.value: item for item in (*names, *whom.names)}.values()),
        billing_address=billing[0] if billing else whom.billing_address,
        service_address=service[0] if service else whom.service_address,
    )


def _facts(paper: Paper, label: re.Pattern[str], read: Callable[[str], str]) -> list[PaperFact]:
    found = []
    for options in labelled(paper, label):
        option = next((each for each in options if read(each.text)), None)
        if option is not None:
            found.append(fact(read(option.text), option))
    return found


def _address(text: str) -> str:
    """A whole address on one line; empty for a street alone."""
    return text if _ADDRESS.match(text) else ""
