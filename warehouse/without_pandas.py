"""DuckDB looks for pandas at every value that is bound; where there is none, Python is told so once.

A failed import is searched for on the disk each time anew, twice a value and a member of a list: a tenth of a
millisecond each, 20,000 searches for the keys of a crawl. See findings/duckdb-looks-for-pandas-at-every-value.sh.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec


def say_so() -> None:
    """Have `import pandas` fail at once where it would fail anyway."""
    if "pandas" not in sys.modules and find_spec("pandas") is None:
        sys.modules["pandas"] = None  # type: ignore[assignment] # what Python takes for "there is none"
