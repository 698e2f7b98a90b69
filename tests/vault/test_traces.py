from vault.traces import MOST_CAUSES, MOST_PLACES, traced


def _failed(deep: int) -> None:
    if deep:
        _failed(deep - 1)
    try:
        raise ValueError("PIN 4417")
    except ValueError as error:
        raise LookupError("of Willow Rosenberg") from error


def _caught(deep: int) -> LookupError:
    try:
        _failed(deep)
    except LookupError as error:
        return error


def test_kinds_and_places_are_told_and_no_message() -> None:
    said = traced(_caught(0))
    causes = said.split("; because of ")
    assert [cause.split(" at ")[0] for cause in causes] == ["LookupError", "ValueError"]
    assert all(f"{__file__}:" in cause for cause in causes)
    assert "4417" not in said and "Willow" not in said


def test_a_long_way_is_cut_at_its_outer_end() -> None:
    outermost, cause = traced(_caught(3 * MOST_PLACES)).split("; because of ")
    assert (outermost.count(" < "), cause.count(" < ")) == (MOST_PLACES - 1, 0)


def test_of_many_causes_the_first_are_told() -> None:
    first = last = ValueError()
    for _ in range(2 * MOST_CAUSES):
        last.__cause__ = ValueError()
        last = last.__cause__
    assert traced(first).count("because of") == MOST_CAUSES - 1


def test_an_error_that_was_never_raised_has_no_place() -> None:
    assert traced(KeyError("303-555-0100")) == "KeyError at no place"
