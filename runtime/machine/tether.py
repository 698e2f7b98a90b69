"""How does a child die with its parent, even when the parent is killed by -9?

Run as a script in front of a command: `python tether.py <parent pid> command …`. On Linux the kernel is asked for SIGKILL at the
parent's death and the command takes this process's place, so the pid stays. Elsewhere this process stays in front of the command and
watches its own parent. The parent is the *thread* that started us: start children from a thread that lives as long as you do.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time

PR_SET_PDEATHSIG = 1


def tethered(argv: tuple[str, ...]) -> tuple[str, ...]:
    """The command line that runs `argv` bound to the life of this process."""
    return (sys.executable, "-E", "-S", __file__, str(os.getpid()), *argv)


def bind_to_parent(parent: int) -> None:
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit("the parent died before its child began")


def watch_parent(parent: int, argv: list[str]) -> int:
    """Run the command until it ends or the parent does; signals are handed on."""
    child = subprocess.Popen(argv)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, lambda received, _: child.send_signal(received))
    while child.poll() is None:
        if os.getppid() != parent:
            child.kill()
        time.sleep(0.2)
    return child.returncode


def main() -> None:
    parent, argv = int(sys.argv[1]), sys.argv[2:]
    if sys.platform != "linux":
        sys.exit(watch_parent(parent, argv))
    bind_to_parent(parent)
    os.execvp(argv[0], argv)


if __name__ == "__main__":
    main()
