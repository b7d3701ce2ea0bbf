-- These alarms, or their ends, stand in this message of the outbox.
UPDATE alarms
SET notice = coalesce(notice, $notice), end_notice = CASE WHEN closed_at IS NULL THEN end_notice ELSE coalesce(end_notice, $notice) END
WHERE id IN (SELECT unnest($ids::BIGINT[]))
