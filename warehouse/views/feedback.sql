-- What did readers say about digests and their stories, by reactions in Slack?
CREATE OR REPLACE VIEW feedback AS
SELECT
    f.digest_id,
    f.target,
    f.story_id,
    s.title,
    s.outlet,
    f.reaction,
    f.readers,
    f.read_at
FROM store.feedback AS f
LEFT JOIN store.digest_stories AS s
    ON s.digest_id = f.digest_id AND s.target = f.target AND s.story_id = f.story_id;

COMMENT ON VIEW feedback IS 'One row a reaction to a digest or to a story of it, as read before the next digest';
COMMENT ON COLUMN feedback.digest_id IS 'see the view digests';
COMMENT ON COLUMN feedback.target IS 'who was told';
COMMENT ON COLUMN feedback.story_id IS 'the story; NULL for the digest as a whole';
COMMENT ON COLUMN feedback.title IS 'as the story was told';
COMMENT ON COLUMN feedback.outlet IS 'whose report was linked';
COMMENT ON COLUMN feedback.reaction IS 'up, down or mute';
COMMENT ON COLUMN feedback.readers IS 'how many gave it';
COMMENT ON COLUMN feedback.read_at IS 'when the reactions were read';
