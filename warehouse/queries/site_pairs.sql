-- What was found of each copy in these stories and the text it was directly taken from?
WITH step AS MATERIALIZED (
    SELECT m.story_id, g.article_id AS copy_id, g.parent_id, g.seed_id
    FROM story_articles AS m JOIN copy_groups AS g ON g.article_id = m.article_id
    WHERE m.story_id IN (SELECT unnest($ids::BIGINT[])) AND g.standing = 'copy'
), found AS (
    SELECT s.story_id, s.copy_id, false AS turned, v.*
    FROM step AS s JOIN copy_verdicts AS v ON v.article_id = s.copy_id AND v.known_id = s.parent_id
    UNION ALL
    SELECT s.story_id, s.copy_id, true, v.*
    FROM step AS s JOIN copy_verdicts AS v ON v.known_id = s.copy_id AND v.article_id = s.parent_id
    UNION ALL
    SELECT s.story_id, s.copy_id, false, v.*
    FROM step AS s JOIN copy_verdicts AS v ON v.article_id = s.copy_id AND v.seed_id = s.seed_id AND s.parent_id IS NULL
)
SELECT story_id, copy_id, turned, kind AS pair_kind, score, rule, seed_part,
    CASE WHEN turned THEN coverage_known ELSE coverage_article END AS copied_share,
    CASE WHEN turned THEN coverage_article ELSE coverage_known END AS original_share, why AS reasons, direction_why
FROM found
QUALIFY row_number() OVER (PARTITION BY copy_id ORDER BY kind = 'none', score DESC, seed_part) = 1
ORDER BY story_id, copy_id
