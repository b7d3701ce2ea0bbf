"""Web archives for tests, as warcio writes them."""

import io

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def archive(*records, gzip=True):
    """The bytes of a WARC file: (type, address, status, content type, body)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    for kind, url, status, content_type, body in records:
        headers = StatusAndHeaders(status, [("Content-Type", content_type)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2026-03-02T12:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


def page(name, body=b"<p>Weights are out.</p>", host="wire.example"):
    """The record of a page of a host."""
    return ("response", f"https://{host}/{name}", "200 OK", "text/html; charset=utf-8", body)
