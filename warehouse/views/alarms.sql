-- What is wrong, and what was?
CREATE OR REPLACE VIEW alarms AS
SELECT
    a.id, a.kind, nullif(a.outlet_id, '') AS outlet, coalesce(o.name, nullif(a.outlet_id, ''), 'the desk') AS name,
    nullif(a.subject, '') AS source, a.since, a.opened_at, a.words AS reason, a.closed_at, a.ended,
    a.closed_at IS NULL AS stands,
    date_diff('hour', a.since, a.opened_at) AS hours_until_told
FROM store.alarms AS a
LEFT JOIN store.outlets AS o ON o.id = a.outlet_id;

COMMENT ON VIEW alarms IS 'What is or was wrong with an outlet or with the desk: each trouble once, with its end';
COMMENT ON COLUMN alarms.id IS 'number of the alarm';
COMMENT ON COLUMN alarms.kind IS 'broken, dead, html, robots, source, dormant, yield, length, undated, copies; of the desk: network, crawl, digest';
COMMENT ON COLUMN alarms.outlet IS 'id of the outlet; NULL: the desk itself';
COMMENT ON COLUMN alarms.name IS 'its name for readers';
COMMENT ON COLUMN alarms.source IS 'address of the feed or sitemap; NULL where the outlet as a whole is meant';
COMMENT ON COLUMN alarms.since IS 'when the trouble began, as far as known';
COMMENT ON COLUMN alarms.opened_at IS 'when it was noticed';
COMMENT ON COLUMN alarms.reason IS 'what is wrong, in words';
COMMENT ON COLUMN alarms.closed_at IS 'when it was over; NULL: it stands';
COMMENT ON COLUMN alarms.ended IS 'what showed that it is over, in words';
COMMENT ON COLUMN alarms.stands IS 'whether it is not over';
COMMENT ON COLUMN alarms.hours_until_told IS 'hours from its beginning until it was noticed';
