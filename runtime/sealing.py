"""The seal of letters as the settings give it, whom a verifier trusts, and what a terminal says of a letter."""

from datetime import datetime
from pathlib import Path

from documents.loa.key_files import SealProblem, keys_from, trust_from
from documents.loa.keys import SealingKeys, Trust, rehearsal_keys
from documents.loa.verification import LoaVerdict, verify_loa
from runtime.settings import Settings, env_name
from words.seals import SEALS

FOLDER = "loa-keys"


class NoSeal(Exception):
    """The seal's files are not fit; the message names the setting and says what to do."""


def sealing(settings: Settings, at: datetime) -> tuple[SealingKeys, Trust]:
    """The keys that seal letters, and whom to trust when they are verified. at: now, real time. Raises NoSeal."""
    if not settings.seal_file:
        return rehearsal_keys(settings.data_dir / FOLDER, at)
    try:
        key = _read("seal_key_file", settings.seal_key_file) if settings.seal_key_file else b""
        password = settings.seal_password.get_secret_value()
        keys = keys_from(_read("seal_file", settings.seal_file), key, password, settings.time_stamp_url, at)
    except SealProblem as problem:
        raise NoSeal(f"{env_name('seal_file')}: {problem}") from None
    return keys, trust(settings, at)


def trust(settings: Settings, at: datetime) -> Trust:
    """Whom a verifier trusts; needs no key. Raises NoSeal."""
    if not settings.seal_file:
        return rehearsal_keys(settings.data_dir / FOLDER, at)[1]
    roots = _read("seal_roots_file", settings.seal_roots_file)
    try:
        return trust_from(roots, _read("time_stamp_roots_file", settings.time_stamp_roots_file))
    except SealProblem as problem:
        raise NoSeal(f"{env_name('seal_roots_file')}, {env_name('time_stamp_roots_file')}: {problem}") from None


def trust_of(roots: Path) -> Trust:
    """The roots in this file, for seal and time stamp alike. Raises NoSeal, OSError."""
    try:
        return trust_from(roots.read_bytes(), roots.read_bytes())
    except SealProblem as problem:
        raise NoSeal(f"{roots}: {problem}") from None


def verified(file: Path, trusted: Trust) -> LoaVerdict:
    """Of the letter in this file. Raises OSError."""
    return verify_loa(file.read_bytes(), trusted)


def report(verdict: LoaVerdict) -> tuple[str, ...]:
    """Lines for a terminal: what is wrong, or who signed what, and when."""
    content, evidence = verdict.content, verdict.evidence
    if content is None or evidence is None:
        told = (SEALS[code] for code in verdict.problems)
        return ("NOT INTACT", *(f"  {each.wrong} {each.remedy}" for each in told))
    acted = f" for {content.signer.full}, under the authority with SHA-256 {evidence.authority_sha256}" if evidence.authority_sha256 else ""
    return (
        "intact",
        f"  signed by: {verdict.signer}{acted}",
        f"  identified by: {evidence.identified}",
        f"  signed at: {evidence.signed_at.isoformat()}",
        f"  sealed at: {verdict.sealed_at.isoformat() if verdict.sealed_at else '-'}",
        f"  customer: {content.billing_name}",
        f"  order: {content.order_id}, revision {content.revision}",
        f"  numbers ({len(content.numbers)}): {', '.join(content.numbers)}",
    )


def _read(name: str, path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise NoSeal(f"{env_name(name)}: {error.strerror or 'cannot be read'}") from None
