-- A run of that number begins.
INSERT INTO runs (id, kind, started_at, status, host, pid, process)
VALUES ($id, $kind, $now, 'running', $host, $pid, $process)
