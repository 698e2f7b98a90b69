"""What administrators are told about the systems of theirs that hear of orders."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.message import Message


@dataclass(frozen=True, slots=True)
class WebhookDisabled(Message):
    """reason: gone (it answered 410) or failing (it took nothing for five days). host: of its address, whose path may be secret."""

    template: ClassVar[str] = "webhook_disabled"
    optional: ClassVar[bool] = False

    endpoint_id: str
    host: str
    reason: str
