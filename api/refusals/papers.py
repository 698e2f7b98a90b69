"""What the doors say when a paper's value cannot be taken."""

from collections.abc import Mapping

from words.sentence import Sentence, marked

PAPER_REFUSALS: Mapping[str, Sentence] = {
    "paper.not_takeable": Sentence(
        wrong=marked("This value of the paper does not fit into this field."),
        remedy=marked("Look at the paper again and enter the value yourself."),
    ),
}
