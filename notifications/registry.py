"""Every message there is, by the name of its template, and the way there and back between a message and its stored JSON."""

import importlib
import json
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from notifications import messages
from notifications.message import Message


class UnknownMessage(LookupError):
    """No message has this template (any more)."""

    def __init__(self, template: str) -> None:
        super().__init__(f"no message has the template {template!r}")
        self.template = template


class MessageDoesNotFit(ValueError):
    """Stored data lacks a field, has one too many, or one of another type. Names the fields, never their values."""

    def __init__(self, template: str, fields: tuple[str, ...]) -> None:
        super().__init__(f"the stored data of {template!r} does not fit: {', '.join(fields)}")
        self.template, self.fields = template, fields


@cache
def message_types() -> Mapping[str, type[Message]]:
    """Template name to dataclass, found by walking `notifications/messages`."""
    found: dict[str, type[Message]] = {}
    for module in sorted(one.name for one in pkgutil.iter_modules(messages.__path__)):
        for kind in vars(importlib.import_module(f"{messages.__name__}.{module}")).values():
            if isinstance(kind, type) and issubclass(kind, Message) and kind.template:
                found[kind.template] = kind
    return MappingProxyType(found)


def message_data(message: Message) -> dict[str, Any]:
    """The message as JSON-ready data, for a deliveries row."""
    data: dict[str, Any] = _adapter(message.template).dump_python(message, mode="json")
    return data


def message_from(template: str, data: Mapping[str, Any]) -> Message:
    """The message that `message_data` stored. Raises UnknownMessage, MessageDoesNotFit."""
    adapter = _adapter(template)
    try:
        return adapter.validate_json(json.dumps(dict(data)), strict=True)
    except ValidationError as error:
        fields = sorted({".".join(str(step) for step in one["loc"]) for one in error.errors(include_input=False, include_url=False)})
        raise MessageDoesNotFit(template, tuple(fields)) from None


@cache
def _adapter(template: str) -> TypeAdapter[Message]:
    if template not in message_types():
        raise UnknownMessage(template)
    return TypeAdapter(message_types()[template])
