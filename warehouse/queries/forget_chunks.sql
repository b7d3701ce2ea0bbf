-- What has been replaced has other sums now.
DELETE FROM building.publishing.chunks AS known
USING changed_chunks AS changed
WHERE known.of_table = changed.of_table AND known.chunk = changed.chunk
