"""Numbers, ids and bytes into DuckDB without a cost for each value.

Numeric arrays are scanned as they lie in memory. For every element of a Python list or object array,
however, the package looks whether pandas has been installed meanwhile: 65 µs an id, 330 µs a byte
string. So ids go as one string, and byte strings as base64 in the JSON of `warehouse.rows`.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from warehouse.db import query

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    from numpy.typing import NDArray

INCOMING = "incoming"  # the name under which a query file finds the arrays


def feed(con: duckdb.DuckDBPyConnection, name: str, columns: Mapping[str, NDArray[Any]]) -> None:
    """Run `queries/NAME.sql` with the equally long arrays as the relation `incoming`."""
    con.register(INCOMING, dict(columns))
    try:
        con.execute(query(name))
    finally:
        con.unregister(INCOMING)


def listed(ids: Iterable[int]) -> str:
    """Ids as one parameter for `$ids::BIGINT[]`."""
    return str([int(each) for each in ids])


def base64(values: NDArray[Any]) -> str:
    """An array's bytes for a JSON row; `from_base64` in the query makes a BLOB of them."""
    return b64encode(values.tobytes()).decode("ascii")


def blobs(values: list[bytes]) -> NDArray[np.object_]:
    """Byte strings as a column; for few rows only."""
    import numpy as np

    column = np.empty(len(values), object)
    column[:] = values
    return column


def repeated(keys: list[int], lengths: list[int]) -> NDArray[np.int64]:
    """Each key as often as its length says: the key column beside concatenated arrays."""
    import numpy as np

    return np.repeat(np.array(keys, np.int64), lengths)
