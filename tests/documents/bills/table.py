"""`python -m tests.documents.bills.table [EACH]`: precision and recall of each field, and every miss with its paper."""

import sys

from tests.documents.bills.drawn import BILLS, draw_all
from tests.documents.bills.score import FIELDS, Score, score


def table(total: Score) -> str:
    """As Markdown."""
    rows = [f"| {name} | {total.precision(name):.3f} | {total.recall(name):.3f} |" for name in FIELDS]
    return "\n".join(["| field | precision | recall |", "|---|---|---|", *rows])


def main() -> None:
    each = int(sys.argv[1]) if len(sys.argv) > 1 else 16
    total = score(draw_all(each, others=max(1, each // 2)))
    print(table(total))
    print(f"\n{total.papers} papers, of them {each} each of {len(BILLS)} layouts of bills")
    print(f"numbers offered that are not the customer's: {len(total.offered)}; bill dates read newer than they are: {len(total.newer)}")
    if "--misses" in sys.argv:
        print("\n".join([*total.misses, *(f"OFFERED {text}" for text in total.offered), *(f"NEWER {text}" for text in total.newer)]))


if __name__ == "__main__":
    main()
