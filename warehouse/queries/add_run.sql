-- A run of that number begins.
INSERT INTO runs (id, kind, started_at, status, host, pid, process, flow_run, program)
VALUES ($id, $kind, $now, 'running', $host, $pid, $process, $flow_run, $program)
