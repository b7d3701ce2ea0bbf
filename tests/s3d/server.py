"""The HTTP side: objects are put whole or in parts, read by ranges, listed and deleted, each request signed."""

from __future__ import annotations

import hashlib
import re
import threading
import uuid
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, unquote
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from tests.s3d.signature import complaint
from tests.support.loopback import LoopbackServer

BUCKET, REGION = "desk-bucket", "eu-test-1"
KEY_ID, SECRET_KEY = "AKIATESTONLY00000042", "hush/Hush+Hush0Hush1Hush2Hush3Hush4Hush5"
XMLNS = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'
STATUS = {"NoSuchBucket": 404, "NoSuchKey": 404, "NoSuchUpload": 404, "InvalidRange": 416, "InvalidPart": 400,
          "XAmzContentSHA256Mismatch": 400, "AuthorizationHeaderMalformed": 400, "SlowDown": 503,
          "NotImplemented": 501, "InternalError": 500}  # fmt: skip


class S3d:
    """A running counterpart. `refused`: methods to which the key has no right; `trouble`: a code that all are told."""

    def __init__(self, port: int = 0) -> None:
        self.objects: dict[str, bytes] = {}
        self.parts: dict[str, tuple[str, dict[int, bytes]]] = {}  # by upload: the key, and its parts
        self.asked: list[tuple[str, str]] = []  # method and path with query
        self.refused: set[str] = set()
        self.trouble = ""
        self.lock = threading.RLock()
        self._server = LoopbackServer(("127.0.0.1", port), type("Handler", (Handler,), {"s3": self}))

    @property
    def port(self) -> int:
        return self._server.server_port

    @property
    def settings(self) -> dict[str, str]:
        """What copydesk is told to use it."""
        return {
            "COPYDESK_S3_ENDPOINT": f"127.0.0.1:{self.port}",
            "COPYDESK_S3_REGION": REGION,
            "COPYDESK_S3_KEY_ID": KEY_ID,
            "COPYDESK_S3_SECRET_KEY": SECRET_KEY,
            "COPYDESK_S3_URL_STYLE": "path",
            "COPYDESK_S3_SSL": "false",
        }

    def __enter__(self) -> S3d:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class RefusedError(Exception):
    """A request that is answered with one of S3's codes."""


class Handler(BaseHTTPRequestHandler):
    """One request: its signature first, then what it asks for."""

    protocol_version = "HTTP/1.1"
    s3: S3d

    def log_message(self, *_: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        place, _, asked = self.path.partition("?")
        bucket, _, key = unquote(place).lstrip("/").partition("/")
        words = dict(parse_qsl(asked, keep_blank_values=True))
        with self.s3.lock:
            self.s3.asked.append((self.command, self.path))
            try:
                self._admit(bucket, body)
                self._object(key, words, body) if key else self._bucket(words, body)
            except RefusedError as refused:
                self._refuse(str(refused))

    do_HEAD = do_PUT = do_POST = do_DELETE = do_GET  # noqa: N815

    def _admit(self, bucket: str, body: bytes) -> None:
        wrong = complaint(self.command, self.path, self.headers, body, {KEY_ID: SECRET_KEY}, REGION)  # type: ignore[arg-type]
        if wrong or self.s3.trouble:
            raise RefusedError(wrong or self.s3.trouble)
        if bucket != BUCKET:
            raise RefusedError("NoSuchBucket")
        if self.command in self.s3.refused:
            raise RefusedError("AccessDenied")

    def _object(self, key: str, words: dict[str, str], body: bytes) -> None:
        if self.command in ("GET", "HEAD") and not words:
            return self._read(key)
        if self.command == "PUT" and not words:
            return self._put(key, body)
        if self.command == "DELETE" and not words:
            self.s3.objects.pop(key, None)
            return self._answer(204)
        if self.command == "POST" and "uploads" in words:
            upload = uuid.uuid4().hex
            self.s3.parts[upload] = key, {}
            return self._xml(
                "InitiateMultipartUploadResult",
                f"<Bucket>{BUCKET}</Bucket><Key>{escape(key)}</Key><UploadId>{upload}</UploadId>",
            )
        if self.s3.parts.get(words.get("uploadId", ""), ("",))[0] != key:
            raise RefusedError("NoSuchUpload" if "uploadId" in words else "NotImplemented")
        return self._part(key, words, body)

    def _part(self, key: str, words: dict[str, str], body: bytes) -> None:
        parts = self.s3.parts[words["uploadId"]][1]
        if self.command == "PUT":
            parts[int(words["partNumber"])] = body
            return self._answer(200, headers={"ETag": _etag(body)})
        del self.s3.parts[words["uploadId"]]
        if self.command == "DELETE":
            return self._answer(204)
        told = [(int(_text(each, "PartNumber")), _text(each, "ETag")) for each in ElementTree.fromstring(body)]
        if told != [(number, _etag(parts[number])) for number in sorted(parts)]:
            raise RefusedError("InvalidPart")
        whole = self.s3.objects[key] = b"".join(parts[number] for number, _ in told)
        return self._xml("CompleteMultipartUploadResult", f"<Key>{escape(key)}</Key><ETag>{_etag(whole)}</ETag>")

    def _put(self, key: str, body: bytes) -> None:
        self.s3.objects[key] = body
        self._answer(200, headers={"ETag": _etag(body)})

    def _read(self, key: str) -> None:
        if key not in self.s3.objects:
            raise RefusedError("NoSuchKey")
        whole = self.s3.objects[key]
        told = {
            "ETag": _etag(whole),
            "Last-Modified": "Mon, 30 Nov 2026 00:00:00 GMT",
            "Accept-Ranges": "bytes",
            "Content-Type": "application/octet-stream",
        }
        span = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if span is None:
            return self._answer(200, whole, told)
        first, last = int(span[1]), min(int(span[2] or len(whole) - 1), len(whole) - 1)
        if first >= len(whole):
            raise RefusedError("InvalidRange")
        told["Content-Range"] = f"bytes {first}-{last}/{len(whole)}"
        return self._answer(206, whole[first : last + 1], told)

    def _bucket(self, words: dict[str, str], body: bytes) -> None:
        if self.command == "POST" and "delete" in words:
            keys = [_text(each, "Key") for each in ElementTree.fromstring(body) if each.tag.endswith("Object")]
            if "DELETE" in self.s3.refused:  # as S3 does: 200, and what went wrong by key
                wrong = "<Code>AccessDenied</Code><Message>Access Denied</Message>"
                told = (f"<Error><Key>{escape(key)}</Key>{wrong}</Error>" for key in keys)
                return self._xml("DeleteResult", "".join(told))
            for key in keys:
                self.s3.objects.pop(key, None)
            gone = "".join(f"<Deleted><Key>{escape(key)}</Key></Deleted>" for key in keys)
            return self._xml("DeleteResult", gone)
        if self.command != "GET" or words.get("list-type") != "2":
            raise RefusedError("NotImplemented")
        prefix, cut = words.get("prefix", ""), words.get("delimiter", "")
        keys = sorted(key for key in self.s3.objects if key.startswith(prefix))
        folders = {prefix + key[len(prefix) :].split(cut)[0] + cut for key in keys if cut and cut in key[len(prefix) :]}
        files = [key for key in keys if not any(key.startswith(folder) for folder in folders)]
        told = "".join(
            f"<Contents><Key>{escape(key)}</Key><LastModified>2026-11-30T00:00:00.000Z</LastModified>"
            f"<ETag>{_etag(self.s3.objects[key])}</ETag><Size>{len(self.s3.objects[key])}</Size></Contents>"
            for key in files
        ) + "".join(f"<CommonPrefixes><Prefix>{escape(each)}</Prefix></CommonPrefixes>" for each in sorted(folders))
        return self._xml("ListBucketResult", f"<Name>{BUCKET}</Name><IsTruncated>false</IsTruncated>{told}")

    def _refuse(self, code: str) -> None:
        more = f"<AWSAccessKeyId>{KEY_ID}</AWSAccessKeyId>" if code == "SignatureDoesNotMatch" else ""
        body = f"<Error><Code>{code}</Code><Message>{code}</Message>{more}</Error>".encode()
        self._answer(STATUS.get(code, 403), body, {"Content-Type": "application/xml"})

    def _xml(self, name: str, inner: str) -> None:
        self._answer(200, f"<{name} {XMLNS}>{inner}</{name}>".encode(), {"Content-Type": "application/xml"})

    def _answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _etag(body: bytes) -> str:
    return f'"{hashlib.md5(body).hexdigest()}"'


def _text(element: ElementTree.Element, name: str) -> str:
    return next((each.text or "" for each in element if each.tag.rpartition("}")[2] == name), "")
