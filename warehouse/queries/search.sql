-- Which articles say this, the best first, and how many are there in all? $pieces is the question as search_pieces cuts it.
WITH found AS (SELECT unnest(list(s)) AS s FROM searched_pieces($pieces) AS s), -- a list: see searched_pieces.sql
on_topic AS (SELECT article_id FROM store.topic_verdicts WHERE $relevant AND relevant), -- not read where nobody asks
narrowed AS MATERIALIZED (
    SELECT f.s.article_id AS id, f.s.score AS score, f.s.bits AS bits
    FROM found AS f
    JOIN store.articles AS a ON a.id = f.s.article_id
    WHERE ($since::DATE IS NULL OR coalesce(a.published, a.fetched_at)::DATE >= $since)
      AND ($outlet::VARCHAR IS NULL OR a.outlet_id = $outlet)
      AND ($language::VARCHAR IS NULL OR a.language = $language)
      AND (NOT $relevant OR a.id IN (SELECT article_id FROM on_topic))
)
SELECT (SELECT count(*) FROM narrowed) AS articles, id, score, bits
FROM narrowed
ORDER BY score DESC, id DESC
LIMIT $most
