-- Forget requests before this time; how many were there?
DELETE FROM fetches WHERE fetched_at < $before
