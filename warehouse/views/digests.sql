-- Which digests were made, for whom, and were they delivered?
CREATE OR REPLACE VIEW digests AS
SELECT
    d.digest_id AS id,
    d.day,
    d.topic,
    d.target,
    d.edition,
    d.state,
    d.made_at,
    d.delivered_at,
    coalesce(s.stories, 0) AS stories,
    coalesce(s.updates, 0) AS updates,
    d.articles AS articles_read,
    d.outlets AS outlets_asked,
    d.copies AS copies_found,
    d.left_over,
    coalesce(o.messages, 0) AS messages,
    coalesce(o.revised, 0) AS revised,
    o.attempts,
    o.ts,
    o.error,
    d.health,
    coalesce(d.changes, []) AS health_changes
FROM store.digests AS d
LEFT JOIN (
    SELECT digest_id, target, count(*) AS stories, count(update_of) AS updates
    FROM store.digest_stories
    GROUP BY digest_id, target
) AS s ON s.digest_id = d.digest_id AND s.target = d.target
LEFT JOIN (
    SELECT digest_id, target, count(*) AS messages, count(*) FILTER (revision > 1) AS revised,
        sum(attempts) AS attempts, min(ts) FILTER (part = 1) AS ts, max(nullif(error, '')) AS error
    FROM store.outbox
    GROUP BY digest_id, target
) AS o ON o.digest_id = d.digest_id AND o.target = d.target;

COMMENT ON VIEW digests IS 'One row a digest and target: what it held and whether it was delivered';
COMMENT ON COLUMN digests.id IS 'topic/day or channel/day, from the second digest of a day on with /number';
COMMENT ON COLUMN digests.day IS 'in the time zone of the digest';
COMMENT ON COLUMN digests.topic IS 'id of the topic file';
COMMENT ON COLUMN digests.target IS 'slack:CHANNEL, webhook, terminal, or channel:NAME of channels.yaml; each is told every story once';
COMMENT ON COLUMN digests.edition IS '1, or 2 and more for later digests of the same day';
COMMENT ON COLUMN digests.state IS 'made (not all messages sent) or delivered';
COMMENT ON COLUMN digests.made_at IS 'when it was made';
COMMENT ON COLUMN digests.delivered_at IS 'when all of it was sent; NULL before';
COMMENT ON COLUMN digests.stories IS 'stories it tells, see digest_stories';
COMMENT ON COLUMN digests.updates IS 'of these, stories told before that moved on';
COMMENT ON COLUMN digests.articles_read IS 'articles stored since the digest before';
COMMENT ON COLUMN digests.outlets_asked IS 'outlets visited since the digest before';
COMMENT ON COLUMN digests.copies_found IS 'copies among the articles read';
COMMENT ON COLUMN digests.left_over IS 'stories that found no room and stay due';
COMMENT ON COLUMN digests.messages IS 'Slack messages, thread included';
COMMENT ON COLUMN digests.revised IS 'messages that were revised after they were sent';
COMMENT ON COLUMN digests.attempts IS 'calls it took to send them';
COMMENT ON COLUMN digests.ts IS 'Slack id of the message in the channel';
COMMENT ON COLUMN digests.error IS 'last error word, if a message is not sent';
COMMENT ON COLUMN digests.health IS 'outlet health as the digest told it, empty if all were well';
COMMENT ON COLUMN digests.health_changes IS 'what changed in it since the digest before';
