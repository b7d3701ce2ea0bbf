-- Keep alarms that begin.
INSERT INTO alarms (id, kind, outlet_id, subject, since, opened_at, words, figures)
SELECT (SELECT coalesce(max(id), 0) FROM alarms) + row_number() OVER (), a.kind, a.outlet_id, a.subject, a.since,
       $now::TIMESTAMPTZ, a.words, a.figures
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"kind":"VARCHAR","outlet_id":"VARCHAR","subject":"VARCHAR",
        "since":"TIMESTAMPTZ","words":"VARCHAR","figures":"JSON"}]')) AS a
)
