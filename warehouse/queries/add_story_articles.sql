-- Store which stories these articles tell (an article that tells one already is left alone).
INSERT INTO story_articles (article_id, story_id, score, why, copy_of, pinned, decided_at)
SELECT a.article_id, a.story_id, a.score, a.why, a.copy_of, a.pinned, $at::TIMESTAMPTZ
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"article_id":"BIGINT","story_id":"BIGINT","score":"DOUBLE",
        "why":["VARCHAR"],"copy_of":"BIGINT","pinned":"BOOLEAN"}]')) AS a
)
ANTI JOIN story_articles AS stored ON stored.article_id = a.article_id
