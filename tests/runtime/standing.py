"""A supervisor to be killed: `python -m tests.runtime.standing <data dir> <port>` keeps PostgreSQL and a sleeper up."""

import asyncio
import signal
import sys
from pathlib import Path

from runtime.machine.postgres import EmbeddedPostgres, find_binaries
from runtime.machine.process import ProcessPlan
from runtime.machine.supervisor import Supervisor

SLEEPER = (sys.executable, "-c", "import signal; print('asleep', flush=True); signal.pause()")


async def at_once() -> bool:
    return True


def postgres(data_dir: Path, port: int) -> EmbeddedPostgres:
    return EmbeddedPostgres(data_dir / "postgres", port, "a secret of tests", find_binaries(), (("fsync", "off"),))


async def main(data_dir: Path, port: int) -> None:
    server = postgres(data_dir, port)

    def tidy() -> None:
        server.initialise()
        server.tidy()

    plans = [
        ProcessPlan("postgres", server.command(), server.ready, tidy=tidy, stop_signal=signal.SIGINT),
        ProcessPlan("sleeper", SLEEPER, at_once),
    ]
    supervisor = Supervisor(data_dir, plans, print)
    await supervisor.start()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    print("all up", flush=True)
    await stop.wait()
    await supervisor.stop()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
