"""What a route declares of itself: who may use it, and whose things it shows."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from api.front.principals import Principal
from api.front.problems import Problem, ProblemKind
from domain.access import ALLOWED, Action, Role, scopes_for


class Tenancy(StrEnum):
    """ORGANISATION: things of organisations that the caller acts for, another's are as if absent. OWN: the caller's account.

    NONE: nothing of anybody. LINK: the one thing that a single-use link in hand names.
    """

    ORGANISATION = "organisation"
    OWN = "own"
    NONE = "none"
    LINK = "link"


class RouteWithoutRule(TypeError):
    """A route does not say who may use it: the app is not built."""


@dataclass(frozen=True, slots=True)
class Rule:
    """allow: the action that a role must have. Without it: public, or anybody signed in. page: answers are HTML.

    before_password: open to those who came by a link and have no password yet. status: of the ordinary answer.
    by_machine: a public route for machines that prove every message by a signature, so that neither forms nor counters stand in their way.
    body_max: bytes of a body; 0 is what the settings say.
    """

    allow: Action | None
    tenancy: Tenancy
    public: bool = False
    signed_in: bool = False
    page: bool = False
    before_password: bool = False
    status: int = 200
    by_machine: bool = False
    body_max: int = 0

    def __post_init__(self) -> None:
        if [self.allow is not None, self.public, self.signed_in].count(True) != 1:
            raise RouteWithoutRule("say one of: allow=Action.…, public=True, signed_in=True")

    @property
    def roles(self) -> tuple[str, ...]:
        """For the description."""
        if self.public:
            return ("anyone",)
        return tuple(role.value for role in Role if role is not Role.SIGNER and (self.signed_in or self._allows(role)))

    def _allows(self, role: Role) -> bool:
        """An integrator also needs a scope that names the action; some actions no scope names."""
        assert self.allow is not None
        return self.allow in ALLOWED[role] and (role is not Role.INTEGRATOR or bool(scopes_for(self.allow)))

    def admit(self, who: Principal | None) -> None:
        """Raises Problem SIGN_IN_NEEDED, PASSWORD_NEEDED, NOT_ALLOWED, SCOPE_NEEDED or PERSON_NEEDED.

        Whose object it is, is asked later, by queries.
        """
        if self.public:
            return
        if who is None:
            raise Problem(ProblemKind.SIGN_IN_NEEDED, {"WWW-Authenticate": "Bearer"})
        if who.must_set_password and not self.before_password:
            raise Problem(ProblemKind.PASSWORD_NEEDED)
        if self.allow and not (who.may(self.allow) and (who.chosen == "" or who.tenants_for(self.allow))):
            raise _refusal(who, self.allow)

    def described(self) -> dict[str, Any]:
        return {"x-roles": list(self.roles), "x-tenant": self.tenancy.value} | ({"x-action": self.allow.value} if self.allow else {})


def _refusal(who: Principal, action: Action) -> Problem:
    """For a token that would need another scope, the answer names those that would do (RFC 6750, section 3.1)."""
    if not who.token_id:
        return Problem(ProblemKind.NOT_ALLOWED)
    would_do = scopes_for(action)
    if not would_do:
        return Problem(ProblemKind.PERSON_NEEDED)
    if set(would_do) & set(who.scopes):
        return Problem(ProblemKind.NOT_ALLOWED)
    return Problem(ProblemKind.SCOPE_NEEDED, {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{" ".join(would_do)}"'})
