"""Any server that speaks S3. A conditional put keeps it write-once; the server checks the hash on arrival."""

import base64
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import parse_qs, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from plenum.files.store.hashing import CHUNK, sha256_of
from plenum.files.store.interface import Damaged, Unreachable, expect_bytes

ABSENT = {"404", "NoSuchKey", "NotFound"}
ALREADY_THERE = {"412", "PreconditionFailed", "409", "ConditionalRequestConflict"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bucket is."""

    bucket: str
    endpoint: str | None
    region: str | None
    prefix: str


def place_of(address: str) -> Place:
    """Read ``s3://bucket/prefix?endpoint=http://…&region=…``; keys and secrets come from boto3's own environment."""
    parts = urlsplit(address)
    options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    prefix = parts.path.strip("/")
    return Place(parts.netloc, options.get("endpoint"), options.get("region"), f"{prefix}/" if prefix else "")


class S3:
    """The store of several web nodes."""

    def __init__(self, place: Place, incoming: Path) -> None:
        self.place = place
        self._incoming = incoming

    def __str__(self) -> str:
        at = f" at {self.place.endpoint}" if self.place.endpoint else ""
        return f"s3://{self.place.bucket}/{self.place.prefix}{at}"

    def expect_there(self) -> None:
        try:
            self.client.head_bucket(Bucket=self.place.bucket)
        except (BotoCoreError, ClientError) as error:
            raise Unreachable(f"{self} does not answer: {error}") from error

    @cached_property
    def client(self) -> Any:  # boto3 makes its classes at run time
        return boto3.client(
            "s3",
            endpoint_url=self.place.endpoint,
            region_name=self.place.region,
            config=Config(connect_timeout=5, read_timeout=60, retries={"max_attempts": 4, "mode": "standard"}),
        )

    def incoming(self) -> BinaryIO:
        self._incoming.mkdir(mode=0o750, parents=True, exist_ok=True)
        return tempfile.TemporaryFile(dir=self._incoming)  # the caller closes it

    def set_apart(self, incoming: BinaryIO, token: str) -> None:
        incoming.flush()
        incoming.seek(0)
        checksum = base64.b64encode(bytes.fromhex(sha256_of(incoming))).decode()
        incoming.seek(0)
        self.client.put_object(
            Bucket=self.place.bucket,
            Key=self._apart(token),
            Body=incoming,
            ChecksumAlgorithm="SHA256",
            ChecksumSHA256=checksum,
        )

    def apart(self, token: str) -> BinaryIO:
        return self._opened(self._apart(token), Damaged(token, "the bytes in the quarantine are missing"))

    def release(self, token: str) -> None:
        self.client.delete_object(Bucket=self.place.bucket, Key=self._apart(token))

    def apart_before(self, at: datetime) -> Iterator[str]:
        return self._names_before(self._apart(""), at)

    def keep(self, incoming: BinaryIO, sha256: str) -> None:
        try:
            self._put(incoming, sha256, IfNoneMatch="*")
        except ClientError as error:
            if _code(error) not in ALREADY_THERE:
                raise
        self._check(sha256)

    def mend(self, incoming: BinaryIO, sha256: str) -> None:
        self._put(incoming, sha256)
        self._check(sha256)

    def open(self, sha256: str) -> BinaryIO:
        return self._opened(self.key(sha256), Damaged(sha256, "the bytes are missing"))

    def has(self, sha256: str) -> bool:
        try:
            self.client.head_object(Bucket=self.place.bucket, Key=self.key(sha256))
        except ClientError as error:
            if _code(error) in ABSENT:
                return False
            raise
        return True

    def kept_before(self, at: datetime) -> Iterator[str]:
        for first in "0123456789abcdef":  # not the quarantine, which lies beside
            yield from self._names_before(self.place.prefix + first, at)

    def forget(self, sha256: str) -> None:
        self.client.delete_object(Bucket=self.place.bucket, Key=self.key(sha256))

    def _put(self, incoming: BinaryIO, sha256: str, **condition: str) -> None:
        """Put an object under its hash, which the server checks; all of it stands there afterwards, or nothing new."""
        expect_bytes(incoming, sha256)
        incoming.seek(0)
        self.client.put_object(
            Bucket=self.place.bucket,
            Key=self.key(sha256),
            Body=incoming,
            ChecksumAlgorithm="SHA256",
            ChecksumSHA256=base64.b64encode(bytes.fromhex(sha256)).decode(),
            **condition,
        )

    def _check(self, sha256: str) -> None:
        with self.open(sha256) as kept:
            if sha256_of(kept) != sha256:
                raise Damaged(sha256, "other bytes stand under this name")

    def _apart(self, token: str) -> str:
        return f"{self.place.prefix}quarantine/{token}"

    def _opened(self, key: str, missing: Damaged) -> BinaryIO:
        try:
            body = self.client.get_object(Bucket=self.place.bucket, Key=key)["Body"]
        except ClientError as error:
            if _code(error) in ABSENT:
                raise missing from error
            raise
        return _local_copy(body)

    def _names_before(self, start: str, at: datetime) -> Iterator[str]:
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.place.bucket, Prefix=start)
        for page in pages:
            for thing in page.get("Contents", []):
                if thing["LastModified"] < at:
                    yield thing["Key"].rsplit("/", 1)[-1]

    def key(self, sha256: str) -> str:
        """The object's key: the same shape as the folder's path."""
        return f"{self.place.prefix}{sha256[:2]}/{sha256[2:4]}/{sha256}"


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def _local_copy(body: Any) -> BinaryIO:
    """A response in a file without a name, so that a reader may jump about in it."""
    with ExitStack() as stack:
        local = stack.enter_context(tempfile.TemporaryFile())
        for chunk in body.iter_chunks(CHUNK):
            local.write(chunk)
        local.seek(0)
        stack.pop_all()  # whole: from here on the caller closes it
    return local
