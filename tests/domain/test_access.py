import pytest

from domain.access import ALLOWED, SCOPED, Action, Role, Scope, allowed, token_allowed

READS = {"read"}


def test_every_role_and_scope_has_its_row() -> None:
    assert set(ALLOWED) == set(Role)
    assert set(SCOPED) == set(Scope)


def test_every_action_is_somebodys() -> None:
    assert {action for row in ALLOWED.values() for action in row} == set(Action)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AUDITOR])
def test_those_who_look_change_nothing(role: Role) -> None:
    assert {action.partition(".")[2] for action in ALLOWED[role]} <= READS


@pytest.mark.parametrize("action", [Action.LOA_SIGN, Action.TERMS_ACCEPT, Action.DECLARATIONS_ACCEPT])
@pytest.mark.parametrize("role", [Role.PARTNER, Role.SUPPORT, Role.SUPPORT_LEAD, Role.INTEGRATOR, Role.VIEWER, Role.AUDITOR])
def test_nobody_but_the_customer_binds_the_customer(role: Role, action: Action) -> None:
    assert not allowed(role, action)


def test_a_signer_reads_and_signs_one_paper() -> None:
    assert ALLOWED[Role.SIGNER] == {Action.LOA_READ, Action.LOA_SIGN}


def test_only_a_lead_approves_and_reveals() -> None:
    assert [role for role in Role if allowed(role, Action.DESK_APPROVE)] == [Role.SUPPORT_LEAD]
    assert [role for role in Role if allowed(role, Action.SECRET_REVEAL)] == [Role.SUPPORT_LEAD]


@pytest.mark.parametrize("action", [a for a in Action if a.startswith("desk.")])
def test_the_desk_is_closed_to_customers(action: Action) -> None:
    for role in (Role.CUSTOMER_ADMIN, Role.PARTNER, Role.VIEWER, Role.INTEGRATOR, Role.SIGNER):
        assert not allowed(role, action)


@pytest.mark.parametrize("scope", Scope)
def test_a_scope_never_gives_more_than_an_integrator_may(scope: Scope) -> None:
    assert SCOPED[scope] <= ALLOWED[Role.INTEGRATOR]


def test_a_token_without_scopes_may_nothing() -> None:
    assert not any(token_allowed((), action) for action in Action)


def test_scopes_add_up() -> None:
    assert token_allowed((Scope.ORDERS_READ, Scope.ORDERS_WRITE), Action.ORDER_SUBMIT)
    assert not token_allowed((Scope.ORDERS_READ,), Action.ORDER_SUBMIT)
