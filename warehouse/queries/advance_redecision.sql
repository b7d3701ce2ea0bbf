-- How far has the pass come, and what has changed so far? With a time it is finished.
UPDATE redecisions
SET up_to = $up_to, changed = $changed, finished_at = $finished
WHERE finished_at IS NULL
