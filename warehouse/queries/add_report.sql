-- Keep the report of one outlet in one run.
INSERT INTO outlet_reports (run_id, outlet_id, reported_at, status, fetched, stored, relevant, copies, left_over,
                            forbidden, seconds, reasons, sources)
VALUES ($run_id, $outlet_id, $now, $status, $fetched, $stored, $relevant, $copies, $left_over,
        $forbidden, $seconds, $reasons, $sources)
