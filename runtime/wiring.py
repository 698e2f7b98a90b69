"""How the parts are put together from settings. Called once a process, after it has started."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from pydantic import SecretStr
from sqlalchemy.ext.asyncio import AsyncEngine
from temporalio.client import Client

from carriers.protocol import PortsNumbers
from carriers.rehearsal.adapter import RehearsalCarrier, rehearsal_client
from notifications.outbound.guard import Guard, SystemResolver
from runtime.real_time import now
from runtime.settings import Settings
from store.database import engine
from store.tenancy.tenant_keys import StoredTenantKeys
from vault.blind import BlindIndex
from vault.codec import data_converter
from vault.directory import DirectoryBlobs
from vault.documents import SealedDocuments
from vault.envelope import Envelope
from vault.keys import KeyRing
from vault.s3 import S3Blobs, s3_client

_KEY_CONNECTIONS = 2


@dataclass(frozen=True, slots=True)
class Vault:
    """What opens and closes everything personal."""

    envelope: Envelope
    blind: BlindIndex
    documents: SealedDocuments


def key_ring(settings: Settings) -> KeyRing:
    """The master keys, proven to work. Raises KeyProblem."""
    ring = KeyRing.parse(settings.vault_keys.get_secret_value())
    ring.self_test()
    return ring


@asynccontextmanager
async def vault(settings: Settings, database_url: SecretStr) -> AsyncIterator[Vault]:
    """The vault, with connections of its own for tenants' keys: a cold key is asked for in the midst of other transactions."""
    async with pool(database_url.get_secret_value(), _KEY_CONNECTIONS) as keys:
        yield _vault(settings, keys)


def _vault(settings: Settings, keys: AsyncEngine) -> Vault:
    envelope = Envelope(key_ring(settings), StoredTenantKeys(keys))
    blind = BlindIndex(settings.blind_index_key.get_secret_value())
    return Vault(envelope, blind, SealedDocuments(envelope, blind, _blobs(settings)))


def _blobs(settings: Settings) -> DirectoryBlobs | S3Blobs:
    if not settings.s3_bucket:
        return DirectoryBlobs(settings.documents_folder)
    password = settings.s3_secret_access_key.get_secret_value()
    client = s3_client(settings.s3_endpoint, settings.s3_region, settings.s3_access_key_id, password)
    return S3Blobs(client, settings.s3_bucket)


@asynccontextmanager
async def pool(url: str, size: int) -> AsyncIterator[AsyncEngine]:
    connections = engine(url, size)
    try:
        yield connections
    finally:
        await connections.dispose()


@asynccontextmanager
async def system_pool(settings: Settings) -> AsyncIterator[AsyncEngine]:
    async with pool(settings.database_system_url.get_secret_value(), settings.database_pool_size) as system:
        yield system


@asynccontextmanager
async def carriers(settings: Settings) -> AsyncIterator[Mapping[str, PortsNumbers]]:
    """Every carrier this installation knows, by name. A name that is not here is an error where it is used."""
    async with rehearsal_client(settings.rehearsal_address, settings.rehearsal_api_key.get_secret_value()) as http:
        rehearsal = RehearsalCarrier(http, settings.rehearsal_webhook_secret.get_secret_value(), now=now)
        yield {rehearsal.name: rehearsal}


def webhook_guard(settings: Settings) -> Guard:
    """Which addresses customers' webhooks may go to."""
    return Guard(SystemResolver(), settings.webhook_this_machine)


async def temporal(settings: Settings, *, lazy: bool = False) -> Client:
    """A client with the encrypting converter. One a process. lazy: connect when first used, so that a start needs no server."""
    return await Client.connect(
        settings.temporal_address,
        namespace=settings.temporal_namespace,
        tls=settings.temporal_tls,
        api_key=settings.temporal_api_key.get_secret_value() or None,
        lazy=lazy,
        data_converter=data_converter(key_ring(settings), settings.temporal_namespace),
    )
