"""One contract over both stores of documents."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from runtime.machine.ports import free_port, is_free
from runtime.machine.tether import tethered
from tests.stack import wait_until
from tests.vault.rows import KeyRows, envelope
from vault.blind import BlindIndex
from vault.directory import DirectoryBlobs
from vault.documents import Blobs, DocumentMissing, DocumentVault, SealedDocuments
from vault.envelope import KeyShredded, NotAuthentic
from vault.s3 import S3Blobs, s3_client

BILL = b"%PDF-1.7 a bill of Ada Veil" * 50


class DocumentsContract:
    """What every store of documents must do."""

    @pytest.fixture
    def blobs(self) -> Blobs:
        raise NotImplementedError

    @pytest.fixture
    def rows(self) -> KeyRows:
        return KeyRows()

    @pytest.fixture
    def vault(self, blobs: Blobs, rows: KeyRows) -> DocumentVault:
        return SealedDocuments(envelope(rows), BlindIndex("names"), blobs)

    async def test_a_document_comes_back(self, vault: DocumentVault) -> None:
        stored = await vault.put("org_a", BILL)
        assert await vault.get("org_a", stored.key) == BILL
        assert stored.size == len(BILL)

    async def test_an_empty_document_comes_back(self, vault: DocumentVault) -> None:
        assert await vault.get("org_a", (await vault.put("org_a", b"")).key) == b""

    async def test_the_same_bytes_have_one_key_for_each_organisation(self, vault: DocumentVault) -> None:
        first, again, other = await vault.put("org_a", BILL), await vault.put("org_a", BILL), await vault.put("org_b", BILL)
        assert first == again
        assert other.key != first.key
        assert other.sha256 == first.sha256

    async def test_another_organisations_document_is_missing(self, vault: DocumentVault) -> None:
        stored = await vault.put("org_a", BILL)
        with pytest.raises(DocumentMissing):
            await vault.get("org_b", stored.key)

    @pytest.mark.parametrize("key", ["", "a" * 64, "../" * 21 + "a", "/etc/passwd", "é" * 64])
    async def test_a_key_that_names_nothing_is_missing(self, vault: DocumentVault, key: str) -> None:
        with pytest.raises(DocumentMissing):
            await vault.get("org_a", key)

    async def test_a_deleted_document_is_missing_and_may_be_deleted_again(self, vault: DocumentVault) -> None:
        stored = await vault.put("org_a", BILL)
        assert await vault.holds("org_a", stored.key)
        for _ in range(2):
            await vault.delete("org_a", stored.key)
        assert not await vault.holds("org_a", stored.key)
        with pytest.raises(DocumentMissing):
            await vault.get("org_a", stored.key)

    async def test_what_is_stored_cannot_be_read_without_the_vault(self, vault: DocumentVault, blobs: Blobs) -> None:
        stored = await vault.put("org_a", BILL)
        raw = await blobs.read(f"org_a/{stored.key}")
        assert b"Ada" not in raw
        assert b"PDF" not in raw

    async def test_a_changed_or_swapped_document_is_found(self, vault: DocumentVault, blobs: Blobs) -> None:
        one, two = await vault.put("org_a", b"one"), await vault.put("org_a", b"two")
        raw = await blobs.read(f"org_a/{one.key}")
        await blobs.write(f"org_a/{two.key}", raw)
        await blobs.write(f"org_a/{one.key}", raw[:-1] + bytes((raw[-1] ^ 1,)))
        for key in (one.key, two.key):
            with pytest.raises(NotAuthentic):
                await vault.get("org_a", key)

    async def test_documents_of_a_shredded_tenant_are_unreadable(self, blobs: Blobs, rows: KeyRows) -> None:
        keys = envelope(rows)
        vault = SealedDocuments(keys, BlindIndex("names"), blobs)
        stored = await vault.put("org_a", BILL)
        await keys.shred("org_a")
        with pytest.raises(KeyShredded):
            await vault.get("org_a", stored.key)


class TestDirectory(DocumentsContract):
    @pytest.fixture
    def blobs(self, tmp_path: Path) -> Blobs:
        return DirectoryBlobs(tmp_path / "documents")

    async def test_only_the_owner_may_read_the_files_and_no_scratch_is_left(self, vault: DocumentVault, tmp_path: Path) -> None:
        await vault.put("org_a", BILL)
        [file] = [path for path in (tmp_path / "documents").rglob("*") if path.is_file()]
        assert file.stat().st_mode & 0o077 == 0


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The address of a store that speaks S3, with a bucket `papers`."""
    port = free_port()
    argv = tethered((str(Path(sys.executable).parent / "moto_server"), "-H", "127.0.0.1", "-p", str(port)))
    with subprocess.Popen(
        argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"PYTHONWARNINGS": "ignore"}
    ) as server:
        try:
            wait_until(lambda: not is_free(port), "the S3 store")
            s3_client(f"http://127.0.0.1:{port}", "us-east-1", "any", "any").create_bucket(Bucket="papers")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.kill()


class TestS3(DocumentsContract):
    @pytest.fixture
    def blobs(self, bucket: str) -> Blobs:
        return S3Blobs(s3_client(bucket, "us-east-1", "any", "any"), "papers")
