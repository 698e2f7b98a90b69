"""Everything read from one paper, as proposals with their places. Reading decides nothing; `domain.policy.paper_match` compares."""

from dataclasses import replace

from documents.bill.account import find_accounts
from documents.bill.country import country_of
from documents.bill.dates import find_bill_date
from documents.bill.found import place_of
from documents.bill.kinds import kind_of
from documents.bill.names import Whom, find_whom
from documents.bill.own_numbers import find_btns, find_hidden_numbers, find_own_numbers
from documents.bill.paper_lines import Paper
from documents.bill.providers import find_provider
from documents.bill.sections import Sections
from documents.bill.service_record import completed
from documents.bill.warned_services import find_services
from documents.reader.answer import Reading
from domain.porting.paper import PaperFact, PaperFacts, PaperKind

_SILENT = frozenset((PaperKind.LOA, PaperKind.FOREIGN_BILL, PaperKind.INTERNET_ONLY, PaperKind.OTHER_TRADE, PaperKind.LETTER))


def read_bill(reading: Reading) -> PaperFacts:
    """The facts of a document that was read. Of a paper that is plainly no bill only its kind, country and provider are told."""
    paper = Paper(reading.pages)
    sections, accounts = Sections(paper.sheets), find_accounts(paper)
    btns, numbers, masked = find_btns(paper, sections), find_own_numbers(paper, sections, accounts), find_hidden_numbers(paper)
    country = country_of(paper)
    provider, whom = find_provider(paper), find_whom(paper)
    names = {each.value for each in whom.names}
    kind = kind_of(paper, country, names, numbers=bool(numbers or btns or masked), provider=provider)
    bare = PaperFacts(
        kind=kind,
        country=country,
        provider=provider,
        hidden=tuple(PaperFact(cell.text, page, 1.0, cell.text, place_of(cell)) for page, cell in reading.hidden),
        pages=tuple((page.width, page.height) for page in reading.pages),
        warnings=reading.warnings,
    )
    return bare if kind in _SILENT else _full(bare, paper, whom, accounts, btns, numbers, masked)


def _full(
    bare: PaperFacts,
    paper: Paper,
    whom: Whom,
    accounts: tuple[PaperFact, ...],
    btns: tuple[PaperFact, ...],
    numbers: tuple[PaperFact, ...],
    masked: tuple[PaperFact, ...],
) -> PaperFacts:
    bill_dates, date_problem = find_bill_date(paper)
    if bare.kind is PaperKind.CSR:
        whom = completed(whom, paper)
    return replace(
        bare,
        bill_dates=bill_dates,
        date_problem=date_problem,
        accounts=accounts,
        billing_name=whom.billing_name,
        names=whom.names,
        billing_address=whom.billing_address,
        service_address=whom.service_address,
        btns=btns,
        numbers=numbers,
        masked=masked,
        services=find_services(paper),
    )
