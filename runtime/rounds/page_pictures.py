"""Pictures of a paper's pages for people, made once when it is read and kept in the vault beside it."""

from collections.abc import Awaitable, Mapping, Sequence
from typing import Protocol

from documents.bill.covered import Covered
from documents.intake import MediaType
from documents.page_images import NoPageImages, PageImage
from documents.reading import Reading, ReadingState
from domain.porting.named_facts import named_facts
from domain.porting.paper import PaperFacts
from store.paper.document_pages import DocumentPage
from store.paper.documents import Document
from vault.documents import DocumentVault

# A child draws no more at once. Pages with facts come first; of others a few show what paper it is.
MOST, AT_LEAST = 20, 3


class DrawsPages(Protocol):
    """`documents.page_images.page_images` in production."""

    def __call__(
        self, data: bytes, pages: Sequence[int], *, turned: Mapping[int, float], covered: Covered
    ) -> Awaitable[tuple[PageImage, ...]]: ...


async def pictures(
    draw: DrawsPages,
    vault: DocumentVault,
    document: Document,
    content: bytes,
    reading: Reading,
    facts: PaperFacts | None,
    covered: Covered,
) -> tuple[DocumentPage, ...]:
    """The pages as they are kept, what is to be covered drawn over. None of plain text and of what was refused or cannot be drawn:
    people then have the download."""
    if reading.state is ReadingState.REFUSED or document.media_type == MediaType.TEXT:
        return ()
    try:
        turned = {page.number: page.turned for page in reading.pages}
        drawn = await draw(content, pages_to_draw(reading, facts), turned=turned, covered=covered)
    except NoPageImages:
        return ()
    return tuple([await _kept(vault, document, each) for each in drawn])


def pages_to_draw(reading: Reading, facts: PaperFacts | None) -> tuple[int, ...]:
    """In their order; of a file that could not be read the first few."""
    with_facts = {each.fact.page for each in named_facts(facts)} if facts else set[int]()
    first = [number for number in range(1, max(reading.page_count, AT_LEAST) + 1) if number not in with_facts][:AT_LEAST]
    return tuple(sorted([*sorted(with_facts), *first][:MOST]))


async def _kept(vault: DocumentVault, document: Document, image: PageImage) -> DocumentPage:
    stored = await vault.put(document.organisation_id, image.png)
    return DocumentPage(document.id, image.number, document.organisation_id, stored.key, image.width, image.height, image.scale)
