-- Of which stories are the independent reports not counted, or no longer as they were counted?
SELECT id FROM stories WHERE independent IS NULL AND merged_into IS NULL AND articles > 0 ORDER BY id
