-- Which runs never told that they finished?
SELECT id, host, pid, process, started_at FROM runs WHERE finished_at IS NULL AND status = 'running'
