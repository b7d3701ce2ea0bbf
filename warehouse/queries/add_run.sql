-- A run begins; which number has it?
INSERT INTO runs (id, kind, started_at, status, host, pid, process)
VALUES ((SELECT coalesce(max(id), 0) + 1 FROM runs), $kind, $now, 'running', $host, $pid, $process)
RETURNING id
