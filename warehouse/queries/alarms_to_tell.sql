-- Is there anything about alarms that nobody was told lately, or a message about them that is still to be sent?
SELECT EXISTS (
    FROM alarms
    WHERE (notice IS NULL AND opened_at > $since::TIMESTAMPTZ) OR (closed_at > $since::TIMESTAMPTZ AND end_notice IS NULL)
) OR EXISTS (
    FROM outbox WHERE digest_id LIKE 'alarms/%' AND state NOT IN (SELECT unnest($final::VARCHAR[]))
)
