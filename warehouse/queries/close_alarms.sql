-- These alarms are over.
UPDATE alarms SET closed_at = $now::TIMESTAMPTZ, ended = e.words
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"id":"BIGINT","words":"VARCHAR"}]'), recursive := true)
) AS e
WHERE alarms.id = e.id AND alarms.closed_at IS NULL
