"""Instances of a message type, every field filled with anything that its annotation allows. Moments are UTC."""

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, Literal, Union

from hypothesis import strategies as st

_PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: st.text(max_size=12),
    int: st.integers(-(2**31), 2**31),
    bool: st.booleans(),
    type(None): st.none(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    date: st.dates(),
}


@cache
def instances(kind: Any) -> st.SearchStrategy[Any]:
    """Raises TypeError for an annotation that has no business in a message."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    match typing.get_origin(kind):
        case None if isinstance(kind, type) and issubclass(kind, Enum):
            return st.sampled_from(list(kind))
        case None if is_dataclass(kind) and isinstance(kind, type):
            hints = typing.get_type_hints(kind)
            return st.builds(kind, **{field.name: instances(hints[field.name]) for field in fields(kind)})
        case found if found is Literal:
            return st.sampled_from(typing.get_args(kind))
        case found if found in (Union, types.UnionType):
            return st.one_of([instances(each) for each in typing.get_args(kind)])
        case found if found is tuple and typing.get_args(kind)[1:] == (...,):
            return st.lists(instances(typing.get_args(kind)[0]), max_size=3).map(tuple)
    raise TypeError(f"{kind} has no business in a message")


def types_within(kind: Any) -> set[type]:
    """The dataclasses that a type is made of, itself among them."""
    if is_dataclass(kind) and isinstance(kind, type):
        return {kind}.union(*(types_within(hint) for hint in typing.get_type_hints(kind).values()))
    return set().union(*(types_within(each) for each in typing.get_args(kind)))
