-- Which pass of deciding anew is unfinished?
SELECT up_to, last_id, changed
FROM redecisions
WHERE finished_at IS NULL
