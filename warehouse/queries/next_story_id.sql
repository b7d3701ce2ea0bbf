-- Which story id is free? Merged and emptied stories keep their row, so no id is given twice.
SELECT coalesce(max(id), 0) + 1
FROM stories
