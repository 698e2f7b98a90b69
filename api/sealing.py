"""With which keys are signed letters sealed? Handed in by `runtime/` besides what every route needs."""

from dataclasses import dataclass

from api.parts import ApiParts
from api.problems import Problem, ProblemKind
from documents.loa.keys import SealingKeys


@dataclass(frozen=True, slots=True)
class SealingParts(ApiParts):
    """sealing: None where letters can be read but not signed."""

    sealing: SealingKeys | None = None


def sealing_keys(parts: ApiParts) -> SealingKeys:
    """Raises Problem UNAVAILABLE where there are none."""
    keys = parts.sealing if isinstance(parts, SealingParts) else None
    if keys is None:
        raise Problem(ProblemKind.UNAVAILABLE, {"Retry-After": "60"})
    return keys
