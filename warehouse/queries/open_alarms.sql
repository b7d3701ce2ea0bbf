-- Which alarms stand?
SELECT id AS number, kind, outlet_id, subject, since, opened_at, words, figures::VARCHAR AS figures
FROM alarms
WHERE closed_at IS NULL
ORDER BY id
