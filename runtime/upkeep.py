"""What does an operator run by hand now and then: wrap keys anew, look over the audit chain."""

import os
import subprocess
from collections import Counter
from pathlib import Path

from sqlalchemy import func, select

from runtime.machine.ports import LOOPBACK, PortBook
from runtime.machine.postgres import SUPERUSER, EmbeddedPostgres, find_binaries
from runtime.real_time import now
from runtime.rounds import anchors
from runtime.settings import Settings
from runtime.wiring import key_ring, pool, system_pool
from store import audit
from store.audit import Deed
from store.database import system_transaction
from store.ids import fresh
from store.schema.orders import port_orders
from store.schema.vault import tenant_keys
from store.tenancy import organisations
from store.tenancy.tenant_keys import StoredTenantKeys
from vault.envelope import Envelope


class NotShredded(Exception):
    """The tenant's keys are all there; the message says why."""


class NoBackup(Exception):
    """No dump was made; the message says why."""


async def rewrap_keys(settings: Settings) -> str:
    """Lock every data key with the current master key; says which master keys are still in use."""
    ring = key_ring(settings)
    async with system_pool(settings) as system:
        made = await Envelope(ring, StoredTenantKeys(system)).rewrap()
        async with system_transaction(system) as connection:
            used = Counter(await connection.scalars(select(tenant_keys.c.master_key_id)))
    in_use = ", ".join(f"{key_id} ({count})" for key_id, count in sorted(used.items())) or "none"
    idle = ", ".join(key_id for key_id in ring.keys if key_id not in used and key_id != ring.current) or "none"
    return f"{made} data keys wrapped anew. In use in the database: {in_use}. Not in use there: {idle}."


async def shred_keys(settings: Settings, organisation_id: str) -> str:
    """Delete a tenant's data keys, so that nobody can open its sealed columns and documents again.

    Noted in the tenant's audit chain, which holds as before. Raises NotShredded for an unknown tenant and for one with orders under way.
    """
    async with system_pool(settings) as system:
        async with system_transaction(system) as connection:
            if await organisations.find(connection, organisation_id) is None:
                raise NotShredded(f"no organization {organisation_id}")
            mine = (
                port_orders.c.organisation_id == organisation_id,
                port_orders.c.submitted_at.is_not(None),
                port_orders.c.closed_at.is_(None),
            )
            if under_way := await connection.scalar(select(func.count()).where(*mine)):
                raise NotShredded(f"{under_way} orders are under way: cancel them or let them end first")
            deed = Deed(fresh("aud"), now(), "operator", "", "keys.shred", organisation_id)
            await audit.append(connection, organisation_id, [deed])
        await Envelope(key_ring(settings), StoredTenantKeys(system)).shred(organisation_id)
    return f"the data keys of {organisation_id} are gone; running processes forget them within five minutes, backups when they expire"


async def verify_audit(settings: Settings) -> tuple[str, ...]:
    """Every place where a tenant's chain does not hold; empty when all hold."""
    url = settings.database_audit_url.get_secret_value()
    async with pool(url, 1) as auditor, system_transaction(auditor) as connection:
        breaks = await audit.verify(connection, anchors.kept(settings.anchors_file))
    return tuple(f"{broken.organisation_id} at {broken.seq}: {broken.what}" for broken in breaks)


def backup(settings: Settings, file: Path) -> None:
    """Dump the embedded database as its superuser, who alone sees every row. Raises NoBackup."""
    port = PortBook(settings.data_dir).remembered().get("postgres")
    if port is None:
        raise NoBackup("no embedded PostgreSQL in this data folder: use your own server's tools")
    server = EmbeddedPostgres(
        settings.data_dir / "postgres", port, settings.postgres_secret.get_secret_value(), find_binaries(settings.postgres_bin)
    )
    argv = [str(server.binaries / "pg_dump"), "--format=custom", "--host", LOOPBACK, "--port", str(port), "--username", SUPERUSER]
    environment = os.environ | {"PGPASSWORD": server.password(SUPERUSER)}
    ran = subprocess.run([*argv, "--file", str(file), "portwright"], env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise NoBackup(f"pg_dump: {ran.stderr.strip()}")
    file.chmod(0o600)
