#!/usr/bin/env bash
# warcio 1.8.1 with Brotli 1.2.1: a record served with Content-Encoding: br is unreadable, and raw bytes without Brotli.
#
# Expected: warcio decodes br when the package Brotli is there (it did with Brotli 1.1.0), and says so when it cannot decode.
# Seen: three answers to one valid record. Brotli 1.1.0: the page. Brotli 1.2.1: AttributeError on reading, since its
#   decompressor takes no foreign attribute any more. No Brotli at all: the compressed bytes as the body, without a word.
# For a user: a crawler that asks for br (most do where Brotli is installed) writes archives whose br pages vanish from a
#   reader on another machine, or whose bytes go into text extraction and come out as an empty article. Ask for gzip when
#   pages are to be archived, or store decoded bodies.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check warcio==1.8.1
for release in 1.1.0 1.2.1; do
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check --target "$work/$release" "Brotli==$release"
done
cat > "$work/read.py" <<'PY'
import io
import sys
from importlib.metadata import version

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = b"<p>The weights are free for all.</p>" * 20


def written(body):
    headers = [("Content-Type", "text/html"), ("Content-Encoding", "br")]
    archive = io.BytesIO()
    writer = WARCWriter(archive, gzip=True)
    head = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record("http://outlet.example/", "response", io.BytesIO(body), http_headers=head))
    return archive.getvalue()


def answer(archive):
    for record in ArchiveIterator(io.BytesIO(archive)):
        try:
            body = record.content_stream().read()
        except AttributeError as error:
            return f"AttributeError: {error}"
        return "the page" if body == PAGE else f"other bytes, {len(body)} in place of {len(PAGE)}"


assert version("warcio") == "1.8.1"
if sys.argv[1] == "write":
    import brotli

    sys.stdout.buffer.write(written(brotli.compress(PAGE)))
else:
    with open(sys.argv[2], "rb") as file:
        print(answer(file.read()))
PY
PYTHONPATH="$work/1.1.0" "$work/venv/bin/python" "$work/read.py" write > "$work/page.warc.gz"
first=$(PYTHONPATH="$work/1.1.0" "$work/venv/bin/python" "$work/read.py" read "$work/page.warc.gz")
second=$(PYTHONPATH="$work/1.2.1" "$work/venv/bin/python" "$work/read.py" read "$work/page.warc.gz")
none=$("$work/venv/bin/python" "$work/read.py" read "$work/page.warc.gz")
echo "warcio 1.8.1 reads one record, expected: the page"
echo "with Brotli 1.1.0: $first"
echo "with Brotli 1.2.1: $second"
echo "without Brotli   : $none"
[[ $first == "the page" ]]
[[ $second == "AttributeError: "* ]]
[[ $none == "other bytes, "* ]]
echo "as described"
