"""Documents in an S3 bucket: the store of a larger installation."""

import asyncio
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from vault.documents import DocumentMissing

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class S3Blobs:
    """An object per document. boto3 blocks, so each call has a thread."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client, self._bucket = client, bucket

    async def write(self, name: str, data: bytes) -> None:
        await asyncio.to_thread(self._client.put_object, Bucket=self._bucket, Key=name, Body=data)

    async def read(self, name: str) -> bytes:
        return await asyncio.to_thread(self._read, name)

    async def has(self, name: str) -> bool:
        return await asyncio.to_thread(self._has, name)

    async def remove(self, name: str) -> None:
        await asyncio.to_thread(self._client.delete_object, Bucket=self._bucket, Key=name)

    def _read(self, name: str) -> bytes:
        try:
            return self._client.get_object(Bucket=self._bucket, Key=name)["Body"].read()
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") == "NoSuchKey":
                raise DocumentMissing("no such document") from None
            raise

    def _has(self, name: str) -> bool:
        try:
            self._client.head_object(Bucket=self._bucket, Key=name)
        except ClientError as error:
            # An answer to HEAD has no body, and so no name of what was wrong.
            if error.response.get("Error", {}).get("Code") in {"404", "NoSuchKey"}:
                return False
            raise
        return True


def s3_client(endpoint: str, region: str, access_key_id: str = "", secret_access_key: str = "") -> "S3Client":
    """Empty endpoint: Amazon's own. Empty credentials: the machine's (role, environment, profile)."""
    # A third of a second to load, for those who have a bucket only.
    import boto3
    from botocore.config import Config

    patience = Config(connect_timeout=3, read_timeout=15, retries={"max_attempts": 3, "mode": "standard"})
    return boto3.client(
        "s3",
        endpoint_url=endpoint or None,
        region_name=region,
        aws_access_key_id=access_key_id or None,
        aws_secret_access_key=secret_access_key or None,
        config=patience,
    )
