from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault.rows import MASTER_1, MASTER_2, KeyRows, envelope
from vault.envelope import Envelope, KeyShredded, NotAuthentic, Place, Sealed, TenantBox
from vault.keys import KeyRing, UnknownKey

PLACE = Place("people", "name_sealed", "per_1", "org_a")


async def test_a_value_opens_in_its_place() -> None:
    vault = envelope(KeyRows())
    assert await vault.open(PLACE, await vault.seal(PLACE, b"Ada Veil")) == b"Ada Veil"


@pytest.mark.parametrize("moved", [{"table": "users"}, {"column": "email_sealed"}, {"row_id": "per_2"}])
async def test_a_value_moved_to_another_place_does_not_open(moved: dict[str, str]) -> None:
    vault = envelope(KeyRows())
    sealed = await vault.seal(PLACE, b"Ada Veil")
    with pytest.raises(NotAuthentic):
        await vault.open(replace(PLACE, **moved), sealed)


async def test_a_value_moved_to_another_tenant_does_not_open() -> None:
    vault = envelope(KeyRows())
    with pytest.raises(KeyShredded):
        await vault.open(replace(PLACE, organisation_id="org_b"), await vault.seal(PLACE, b"Ada Veil"))


def test_the_same_key_for_two_tenants_would_still_keep_them_apart() -> None:
    key = {"dk1": bytes(range(32))}
    sealed = TenantBox("org_a", key).seal("people", "name", "1", b"Ada")
    with pytest.raises(NotAuthentic):
        TenantBox("org_b", key).open("people", "name", "1", sealed)


def test_places_whose_texts_join_alike_are_different() -> None:
    assert Place("ab", "c", "", "o").associated_data() != Place("a", "bc", "", "o").associated_data()


@given(value=st.binary(max_size=200), data=st.data())
def test_a_flipped_bit_anywhere_is_found(value: bytes, data: st.DataObject) -> None:
    box = TenantBox("org_a", {"dk1": bytes(range(32))})
    sealed = bytearray(box.seal("people", "name", "1", value))
    at = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[at // 8] ^= 1 << at % 8
    with pytest.raises((NotAuthentic, KeyShredded)):
        box.open("people", "name", "1", bytes(sealed))


@given(st.binary(max_size=60))
def test_bytes_that_are_no_envelope_are_refused(data: bytes) -> None:
    with pytest.raises((NotAuthentic, KeyShredded)):
        TenantBox("org_a", {"dk1": bytes(range(32))}).open("people", "name", "1", data)


def test_a_sealed_value_says_which_key_and_nonce_it_has() -> None:
    sealed = Sealed("dk1", bytes(range(12)), bytes(20))
    assert Sealed.decode(sealed.encode()) == sealed


def test_the_same_value_is_never_sealed_alike() -> None:
    box = TenantBox("org_a", {"dk1": bytes(range(32))})
    assert box.seal("people", "name", "1", b"Ada") != box.seal("people", "name", "1", b"Ada")


async def test_a_new_master_key_opens_the_old_values_and_the_old_one_can_go_after_wrapping_again() -> None:
    rows = KeyRows()
    sealed = await envelope(rows, MASTER_1).seal(PLACE, b"Ada Veil")
    both = envelope(rows, f"{MASTER_2},{MASTER_1}")
    assert await both.open(PLACE, sealed) == b"Ada Veil"
    assert await both.rewrap() == 1
    assert await both.rewrap() == 0
    assert await envelope(rows, MASTER_2).open(PLACE, sealed) == b"Ada Veil"
    with pytest.raises(UnknownKey, match="k2"):
        await envelope(rows, MASTER_1).open(PLACE, sealed)


async def test_a_wrapped_key_put_under_another_tenant_does_not_open() -> None:
    rows = KeyRows()
    await envelope(rows).seal(PLACE, b"Ada Veil")
    rows.rows = [replace(rows.rows[0], organisation_id="org_b")]
    with pytest.raises(NotAuthentic):
        await envelope(rows).box("org_b")


async def test_a_shredded_tenant_is_unreadable_and_others_are_not() -> None:
    rows = KeyRows()
    vault, other = envelope(rows), replace(PLACE, organisation_id="org_b")
    mine, theirs = await vault.seal(PLACE, b"Ada"), await vault.seal(other, b"Bo")
    await vault.shred("org_a")
    with pytest.raises(KeyShredded):
        await vault.open(PLACE, mine)
    assert await vault.open(other, theirs) == b"Bo"


async def test_a_key_that_another_process_made_is_found() -> None:
    rows = KeyRows()
    mine, theirs = envelope(rows), envelope(rows)
    await mine.seal(PLACE, b"Ada")
    made, box = theirs.forge("org_a")
    await rows.add(made)
    assert await mine.open(PLACE, box.seal(PLACE.table, PLACE.column, PLACE.row_id, b"Bo")) == b"Bo"


async def test_unlocked_keys_are_kept_for_a_while_only() -> None:
    rows, clock = KeyRows(), [0.0]
    vault = Envelope(KeyRing.parse(MASTER_1), rows, cache_size=2, cache_seconds=300, now=lambda: clock[0])
    for _ in range(5):
        await vault.seal(PLACE, b"Ada")
    assert rows.asked == 1
    clock[0] = 301
    await vault.seal(PLACE, b"Ada")
    assert rows.asked == 2
    for organisation_id in ("org_b", "org_c", "org_a"):
        await vault.box(organisation_id)
    assert rows.asked == 5
