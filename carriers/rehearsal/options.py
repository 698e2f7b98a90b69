"""How a rehearsal carrier is set up: its key, its webhooks, what it promises about doubled requests, and its chaos."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Chaos:
    """Probabilities (0 to 1) of trouble, drawn from a seeded generator. Trouble always comes after the effect.

    delay: an answer is held for up to `delay_seconds`. fail: it is a 500. drop: it is cut off. duplicate: a webhook is sent twice.
    reorder: a webhook is held back.
    """

    seed: int = 0
    delay: float = 0.0
    delay_seconds: float = 1.0
    fail: float = 0.0
    drop: float = 0.0
    duplicate: float = 0.0
    reorder: float = 0.0


@dataclass(frozen=True, slots=True)
class RehearsalOptions:
    """honours_keys: an Idempotency-Key is honoured; off is the fence off, and must show doubles. searchable: writes can be looked up.

    slow_seconds: how long the script SLOW holds an answer. hold_seconds: how long a reordered webhook is held back.
    tick_seconds: how often what is due is looked for.
    """

    api_key: str
    honours_keys: bool = True
    searchable: bool = True
    chaos: Chaos = field(default_factory=Chaos)
    slow_seconds: float = 12.0
    hold_seconds: float = 2.0
    tick_seconds: float = 0.2


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    url: str
    secret: str
