-- A run ends.
UPDATE runs SET status = $status, finished_at = $now, totals = $totals WHERE id = $id
