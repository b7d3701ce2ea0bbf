"""The room that remembers: one DuckDB file, its queries, and the published reading copy."""

from warehouse.without_pandas import say_so

say_so()  # whoever imports a module of this room is about to ask DuckDB
