"""The whole schema as SQL text, from which a first revision is frozen: `python -m store.schema.ddl`."""

import sys
from collections.abc import Iterator

from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from store.schema import metadata
from store.schema.order_search import SEARCH
from store.schema.walls import walls


def statements() -> Iterator[str]:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in metadata.sorted_tables:
        yield f"{str(CreateTable(table).compile(dialect=dialect)).strip()};\n"
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield f"{str(CreateIndex(index).compile(dialect=dialect)).strip()};\n"
    yield from walls()
    yield SEARCH


if __name__ == "__main__":
    sys.stdout.write("\n".join(statements()))
