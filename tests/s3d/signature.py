"""AWS Signature Version 4, as a server checks it: what is wrong with a request, in S3's own codes."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, quote

SKEW = timedelta(minutes=15)
FORM = re.compile(
    r"AWS4-HMAC-SHA256 Credential=(?P<key>[^/]+)/(?P<day>\d{8})/(?P<region>[^/]+)/s3/aws4_request, ?"
    r"SignedHeaders=(?P<signed>[\w;-]+), ?Signature=(?P<signature>[0-9a-f]{64})"
)


def complaint(
    method: str, path: str, headers: Mapping[str, str], body: bytes, keys: Mapping[str, str], region: str
) -> str:
    """S3's code for what is wrong with the signature of a request, '' where nothing is. `path` as it was sent."""
    told = FORM.fullmatch(headers.get("Authorization", ""))
    if told is None:
        return "AccessDenied"
    if told["key"] not in keys:
        return "InvalidAccessKeyId"
    if told["region"] != region:
        return "AuthorizationHeaderMalformed"
    stamp = headers.get("x-amz-date", "")
    at = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    if abs(datetime.now(UTC) - at) > SKEW or stamp[:8] != told["day"]:
        return "RequestTimeTooSkewed"
    digest = headers.get("x-amz-content-sha256", "")
    if digest != "UNSIGNED-PAYLOAD" and digest != hashlib.sha256(body).hexdigest():
        return "XAmzContentSHA256Mismatch"
    if not {"host", "x-amz-content-sha256", "x-amz-date"} <= set(told["signed"].split(";")):
        return "AccessDenied"
    asked = _canonical(method, path, headers, told["signed"], digest)
    scope = f"{told['day']}/{region}/s3/aws4_request"
    to_sign = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(asked.encode()).hexdigest()}"
    ours = _hmac(_key(keys[told["key"]], told["day"], region), to_sign).hex()
    return "" if hmac.compare_digest(ours, told["signature"]) else "SignatureDoesNotMatch"


def _canonical(method: str, path: str, headers: Mapping[str, str], signed: str, digest: str) -> str:
    place, _, asked = path.partition("?")
    words = sorted((quote(k, safe="~"), quote(v, safe="~")) for k, v in parse_qsl(asked, keep_blank_values=True))
    told = "".join(f"{name}:{' '.join(headers.get(name, '').split())}\n" for name in signed.split(";"))
    return "\n".join((method, place, "&".join(f"{k}={v}" for k, v in words), told, signed, digest))


def _key(secret: str, day: str, region: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (day, region, "s3", "aws4_request"):
        key = _hmac(key, part)
    return key


def _hmac(key: bytes, text: str) -> bytes:
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
