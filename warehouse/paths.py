"""Names of the files under COPYDESK_HOME."""

READING_NAME = "reading.duckdb"
