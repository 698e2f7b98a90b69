"""Who may do what? One table, role by action, and what each token scope narrows an integrator to."""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    CUSTOMER_ADMIN = "customer_admin"
    VIEWER = "viewer"
    PARTNER = "partner"
    SUPPORT = "support"
    SUPPORT_LEAD = "support_lead"
    AUDITOR = "auditor"
    INTEGRATOR = "integrator"
    SIGNER = "signer"


class Action(StrEnum):
    """What can be asked: topic, then verb."""

    ORGANISATION_READ = "organisation.read"
    ORGANISATION_WRITE = "organisation.write"
    ORGANISATION_CREATE = "organisation.create"
    USERS_READ = "users.read"
    USERS_WRITE = "users.write"
    PARTNERS_READ = "partners.read"
    PARTNERS_WRITE = "partners.write"
    SIGN_ON_WRITE = "sign_on.write"
    TOKEN_READ = "token.read"
    TOKEN_WRITE = "token.write"
    TERMS_READ = "terms.read"
    TERMS_ACCEPT = "terms.accept"
    LOCATION_READ = "location.read"
    LOCATION_WRITE = "location.write"
    PLAN_ENABLE = "plan.enable"
    PEOPLE_READ = "people.read"
    PEOPLE_WRITE = "people.write"
    NUMBERS_READ = "numbers.read"
    NUMBERS_CHECK = "numbers.check"
    NUMBERS_ASSIGN = "numbers.assign"
    DRAFT_READ = "draft.read"
    DRAFT_WRITE = "draft.write"
    DOCUMENT_READ = "document.read"
    DOCUMENT_UPLOAD = "document.upload"
    LOA_READ = "loa.read"
    LOA_REQUEST = "loa.request"
    LOA_SIGN = "loa.sign"
    DECLARATIONS_ACCEPT = "declarations.accept"
    ORDER_READ = "order.read"
    ORDER_SUBMIT = "order.submit"
    ORDER_CORRECT = "order.correct"
    ORDER_CANCEL = "order.cancel"
    ORDER_COMMENT = "order.comment"
    ORDER_RATE = "order.rate"
    BILLING_READ = "billing.read"
    MAILBOX_READ = "mailbox.read"
    WEBHOOK_READ = "webhook.read"
    WEBHOOK_WRITE = "webhook.write"
    NOTIFICATIONS_WRITE = "notifications.write"
    REHEARSAL_PLAY = "rehearsal.play"
    CLOCK_JUMP = "clock.jump"
    TASK_READ = "task.read"
    TASK_WRITE = "task.write"
    DESK_READ = "desk.read"
    DESK_EXPEDITE = "desk.expedite"
    DESK_RESCHEDULE = "desk.reschedule"
    DESK_REVIEW = "desk.review"
    DESK_REPAIR = "desk.repair"
    DESK_APPROVE = "desk.approve"
    SECRET_REVEAL = "secret.reveal"
    AUDIT_READ = "audit.read"


class Scope(StrEnum):
    """What a customer grants an API token."""

    ORDERS_READ = "orders:read"
    ORDERS_WRITE = "orders:write"
    NUMBERS_READ = "numbers:read"
    PEOPLE_READ = "people:read"
    PEOPLE_WRITE = "people:write"
    WEBHOOKS_WRITE = "webhooks:write"
    BILLING_READ = "billing:read"
    REHEARSAL_PLAY = "rehearsal:play"


_A = Action
STAFF = frozenset({Role.SUPPORT, Role.SUPPORT_LEAD, Role.AUDITOR})

_VIEWER = frozenset(
    {
        _A.ORGANISATION_READ, _A.USERS_READ, _A.TERMS_READ, _A.LOCATION_READ, _A.PEOPLE_READ, _A.NUMBERS_READ,
        _A.DRAFT_READ, _A.DOCUMENT_READ, _A.LOA_READ, _A.ORDER_READ, _A.BILLING_READ,
    }
)  # fmt: skip
_ORDERING = frozenset(
    {
        _A.NUMBERS_CHECK, _A.DRAFT_WRITE, _A.DOCUMENT_UPLOAD, _A.LOA_REQUEST, _A.ORDER_SUBMIT, _A.ORDER_CORRECT,
        _A.ORDER_CANCEL, _A.ORDER_COMMENT,
    }
)  # fmt: skip
_RUNNING = frozenset(
    {
        _A.ORGANISATION_WRITE, _A.USERS_WRITE, _A.LOCATION_WRITE, _A.PLAN_ENABLE, _A.PEOPLE_WRITE, _A.NUMBERS_ASSIGN,
        _A.WEBHOOK_READ, _A.WEBHOOK_WRITE, _A.NOTIFICATIONS_WRITE, _A.REHEARSAL_PLAY, _A.CLOCK_JUMP,
        _A.TOKEN_READ,
    }
)  # fmt: skip
_BINDING = frozenset(
    {
        _A.TERMS_ACCEPT, _A.LOA_SIGN, _A.DECLARATIONS_ACCEPT, _A.TOKEN_WRITE, _A.MAILBOX_READ, _A.PARTNERS_READ, _A.PARTNERS_WRITE,
        _A.SIGN_ON_WRITE, _A.ORDER_RATE,
    }
)  # fmt: skip
_SUPPORT = _VIEWER | {
    _A.NUMBERS_CHECK, _A.ORDER_CORRECT, _A.ORDER_CANCEL, _A.ORDER_COMMENT, _A.WEBHOOK_READ, _A.MAILBOX_READ, _A.TASK_READ,
    _A.TASK_WRITE, _A.DESK_READ, _A.DESK_EXPEDITE, _A.DESK_RESCHEDULE, _A.DESK_REVIEW, _A.REHEARSAL_PLAY, _A.CLOCK_JUMP,
}  # fmt: skip

ALLOWED: dict[Role, frozenset[Action]] = {
    Role.CUSTOMER_ADMIN: _VIEWER | _ORDERING | _RUNNING | _BINDING,
    Role.VIEWER: _VIEWER,
    # A partner orders for the customer but binds nobody: no LOA, no terms, no declarations, no tokens (rules 7, 12); who else acts
    # there, and who vouches for its people, is the customer's own.
    Role.PARTNER: _VIEWER | _ORDERING | _RUNNING | {_A.ORGANISATION_CREATE},
    Role.SUPPORT: _SUPPORT,
    Role.SUPPORT_LEAD: _SUPPORT | {_A.DESK_APPROVE, _A.DESK_REPAIR, _A.SECRET_REVEAL, _A.AUDIT_READ},
    Role.AUDITOR: _VIEWER | {_A.WEBHOOK_READ, _A.TOKEN_READ, _A.TASK_READ, _A.DESK_READ, _A.AUDIT_READ},
    Role.INTEGRATOR: _VIEWER
    | _ORDERING
    | {_A.PEOPLE_WRITE, _A.NUMBERS_ASSIGN, _A.WEBHOOK_READ, _A.WEBHOOK_WRITE, _A.REHEARSAL_PLAY, _A.CLOCK_JUMP, _A.ORDER_RATE},
    Role.SIGNER: frozenset({_A.LOA_READ, _A.LOA_SIGN}),
}

SCOPED: dict[Scope, frozenset[Action]] = {
    Scope.ORDERS_READ: frozenset({_A.ORGANISATION_READ, _A.LOCATION_READ, _A.DRAFT_READ, _A.ORDER_READ, _A.DOCUMENT_READ, _A.LOA_READ}),
    Scope.ORDERS_WRITE: _ORDERING | {_A.ORDER_RATE},
    Scope.NUMBERS_READ: frozenset({_A.NUMBERS_READ, _A.NUMBERS_CHECK, _A.LOCATION_READ}),
    Scope.PEOPLE_READ: frozenset({_A.PEOPLE_READ, _A.LOCATION_READ}),
    Scope.PEOPLE_WRITE: frozenset({_A.PEOPLE_WRITE, _A.NUMBERS_ASSIGN}),
    Scope.WEBHOOKS_WRITE: frozenset({_A.WEBHOOK_READ, _A.WEBHOOK_WRITE}),
    Scope.BILLING_READ: frozenset({_A.BILLING_READ}),
    Scope.REHEARSAL_PLAY: frozenset({_A.REHEARSAL_PLAY, _A.CLOCK_JUMP}),
}


def allowed(role: Role, action: Action) -> bool:
    """Whether the role may do it at all. Whose object it is, and an integrator's scopes, are asked besides."""
    return action in ALLOWED[role]


def scopes_for(action: Action) -> tuple[Scope, ...]:
    """The scopes of a token that allow it; none where only a person may do it."""
    return tuple(scope for scope in Scope if token_allowed((scope,), action))


def token_allowed(scopes: Iterable[Scope], action: Action) -> bool:
    """Whether a token with these scopes may do it: what the scopes name, and never more than an integrator may."""
    return allowed(Role.INTEGRATOR, action) and any(action in SCOPED[scope] for scope in scopes)
