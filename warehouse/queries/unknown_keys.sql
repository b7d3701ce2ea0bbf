-- Which of these keys are neither stored nor closed?
SELECT key
FROM (SELECT unnest($keys::VARCHAR[]) AS key)
ANTI JOIN articles USING (key)
ANTI JOIN (SELECT key FROM leads WHERE closed_at IS NOT NULL) USING (key)
