"""Documents in a folder: the embedded store."""

import asyncio
import os
import secrets
from pathlib import Path

from vault.documents import DocumentMissing


class DirectoryBlobs:
    """A file per document. Written beside its place under a random name, synced, then renamed: a kill leaves no half document."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def write(self, name: str, data: bytes) -> None:
        await asyncio.to_thread(self._write, self._path(name), data)

    async def read(self, name: str) -> bytes:
        try:
            return await asyncio.to_thread(self._path(name).read_bytes)
        except FileNotFoundError:
            raise DocumentMissing("no such document") from None

    async def has(self, name: str) -> bool:
        return await asyncio.to_thread(self._path(name).exists)

    async def remove(self, name: str) -> None:
        await asyncio.to_thread(self._path(name).unlink, missing_ok=True)

    def _write(self, path: Path, data: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        scratch = path.parent / f".{secrets.token_hex(8)}"
        handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            scratch.replace(path)
        finally:
            scratch.unlink(missing_ok=True)
        for folder in (path.parent, path.parent.parent, self._folder):
            _sync_folder(folder)

    def _path(self, name: str) -> Path:
        organisation_id, _, key = name.partition("/")
        if not (organisation_id.replace("_", "").isalnum() and key.isalnum()):
            raise DocumentMissing("this is no document's name")
        return self._folder / organisation_id / key[:2] / key


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
