-- What do the copies in these stories and their originals say in full?
WITH asked AS MATERIALIZED (
    SELECT DISTINCT unnest([g.article_id, g.parent_id]) AS article_id
    FROM story_articles AS m JOIN copy_groups AS g ON g.article_id = m.article_id AND g.standing = 'copy'
    WHERE m.story_id IN (SELECT unnest($ids::BIGINT[]))
)
SELECT b.article_id, string_agg(b.text, chr(10) || chr(10) ORDER BY b.part) AS text
FROM main.bodies AS b SEMI JOIN asked USING (article_id)
GROUP BY b.article_id
