"""What the child may not do: use much memory or time, write files, start programs, reach a network (R37).

Each wall stands alone: one that the machine refuses leaves the others up, and the answer says which stand.
"""

import ctypes
import math
import platform
import resource
import struct
from dataclasses import dataclass

from documents.reader.answer import Isolation


@dataclass(frozen=True, slots=True)
class Limits:
    """address_space in bytes. cpu_seconds: of the whole process; None where `allow_cpu` gives them out page by page."""

    address_space: int
    cpu_seconds: int | None


READER = Limits(512 * 1024 * 1024, 10)
OCR = Limits(2 * 1024 * 1024 * 1024, None)
OPEN_FILES = 32

_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000
_CLONE_THREAD = 0x00010000
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_PR_SET_PDEATHSIG = 1
_SECCOMP_MODE_FILTER = 2
_SIGKILL = 9
_EPERM = 1
_ENOSYS = 38

_LOAD, _EQUAL, _ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW = 0x7FFF0000
_DENY = 0x00050000

_CALLS: dict[str, tuple[int, int, int, tuple[int, ...]]] = {
    "x86_64": (0xC000003E, 56, 435, (41, 42, 53, 57, 58, 59, 322, 425, 101)),
    "aarch64": (0xC00000B7, 220, 435, (198, 203, 199, 221, 281, 425, 117)),
}
"""Machine: audit id, clone, clone3, and the calls refused outright (socket, connect, socketpair, fork, vfork, execve, execveat,
io_uring_setup, ptrace, as far as the machine has them)."""


def shut() -> tuple[Isolation, ...]:
    """Shut this process, and the threads it is yet to start, off from the network for good. Returns what keeps it from there."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "prctl"):
        return (Isolation.NONE,)
    libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)
    walls = []
    if libc.unshare(_CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0:
        walls.append(Isolation.NAMESPACE)
    if _filter_calls(libc):
        walls.append(Isolation.SECCOMP)
    return tuple(walls) or (Isolation.NONE,)


def limit(limits: Limits) -> None:
    """Bound memory, time and files for good. After the imports: those may still write their bytecode."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.address_space, limits.address_space))
    if limits.cpu_seconds is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow_cpu(seconds: int) -> None:
    """Let this process use so many seconds from now on, and be killed when it wants more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime) + seconds, most))


def _filter_calls(libc: ctypes.CDLL) -> bool:
    if platform.machine() not in _CALLS or libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    program = _program(*_CALLS[platform.machine()])
    code = ctypes.create_string_buffer(b"".join(program))
    header = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program), ctypes.addressof(code)))
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(header), 0, 0) == 0)


def _program(audit_id: int, clone: int, clone3: int, refused: tuple[int, ...]) -> list[bytes]:
    """A classic BPF filter: other machine's calls and the refused ones fail, threads may start, processes may not.

    clone3 answers "not known", so that the C library falls back to clone, whose flags a filter can see.
    """
    program = [_step(_LOAD, 4), _step(_EQUAL, audit_id, 1, 0), _step(_RETURN, _DENY | _EPERM), _step(_LOAD, 0)]
    for call in refused:
        program += [_step(_EQUAL, call, 0, 1), _step(_RETURN, _DENY | _EPERM)]
    program += [_step(_EQUAL, clone3, 0, 1), _step(_RETURN, _DENY | _ENOSYS)]
    program += [_step(_EQUAL, clone, 1, 0), _step(_RETURN, _ALLOW), _step(_LOAD, 16)]
    program += [_step(_ANY_BIT, _CLONE_THREAD, 1, 0), _step(_RETURN, _DENY | _EPERM), _step(_RETURN, _ALLOW)]
    return program


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)
