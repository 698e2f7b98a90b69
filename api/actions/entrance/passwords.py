"""Passwords: what is good enough, and comparing one in the same time whether or not there is an account."""

import asyncio
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

LEAST, MOST = 12, 128
_HASHER = PasswordHasher(time_cost=2, memory_cost=32 * 1024, parallelism=1)
# Two at a time: each takes 32 MB and a core for some hundredths of a second.
_TURNS = asyncio.Semaphore(2)
_OFTEN = ("password", "123456", "qwerty", "letmein", "welcome", "portwright", "iloveyou", "admin")


def weak(password: str, *own: str) -> bool:
    """Too short, too long, one character over and over, a well-known one, or mostly something of the person's own."""
    plain = password.casefold()
    rest = plain
    for known in (
        *_OFTEN,
        *(word.casefold() for text in own for word in text.replace("@", " ").replace(".", " ").split() if len(word) > 3),
    ):
        rest = rest.replace(known, "")
    return not LEAST <= len(password) <= MOST or len(set(plain)) < 5 or len(rest) < LEAST // 2


async def hashed(password: str) -> str:
    async with _TURNS:
        return await asyncio.to_thread(_HASHER.hash, password)


async def matches(password_hash: str, password: str) -> bool:
    """Constant work: also an empty or unknown hash costs a comparison."""
    async with _TURNS:
        return await asyncio.to_thread(_matches, password_hash, password[:MOST])


def outdated(password_hash: str) -> bool:
    return _HASHER.check_needs_rehash(password_hash)


def _matches(password_hash: str, password: str) -> bool:
    try:
        real = bool(password_hash)
        return _HASHER.verify(password_hash or _nobodys(), password) and real
    except (Argon2Error, InvalidHashError):
        return False


@lru_cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")
