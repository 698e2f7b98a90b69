"""Orders by a part of what they are called: found by an index of three letters each (see `schema.order_search`)."""

from sqlalchemy import ColumnElement, or_, text
from sqlalchemy.ext.asyncio import AsyncConnection

from store.rows import Tenants
from store.schema.orders import port_orders

# Shorter texts are looked for where words begin: after as many blanks as they lack, and every reference and carrier begins with two.
_WHOLE = 3
_MOST_NAMED = 1_000
_SAYING = text("SELECT portwright_orders_saying(CAST(:among AS text[]), :wanted, :ending, :most)")


async def named_by(connection: AsyncConnection, tenants: Tenants, said: str) -> tuple[str, ...] | None:
    """Ids of the orders that `says` holds for; None for so many that whoever reads the list from its top meets them soon."""
    ending = said.lower() if len(said) >= _WHOLE else ""
    asked = {"among": None if tenants is None else list(tenants), "wanted": said.rjust(_WHOLE), "ending": ending, "most": _MOST_NAMED}
    found = (await connection.execute(_SAYING, asked)).scalar_one()
    return None if found is None else tuple(found)


def says(said: str) -> ColumnElement[bool]:
    """In a reference or a losing carrier, or at the end of an id; one or two letters only where a word begins, one where the first does."""
    named = (port_orders.c.customer_reference, port_orders.c.losing_carrier)
    if len(said) >= _WHOLE:
        return or_(*(column.icontains(said, autoescape=True) for column in named), port_orders.c.id.endswith(said.lower(), autoescape=True))
    first = [column.istartswith(said, autoescape=True) for column in named]
    return or_(*first, *(column.icontains(said.rjust(_WHOLE), autoescape=True) for column in named))
