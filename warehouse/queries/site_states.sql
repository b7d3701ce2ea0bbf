-- Which stories have pages, and what does each stand on, as one number that changes with any of it?
WITH told AS MATERIALIZED (
    SELECT article_id, story_id FROM story_articles
), parts AS (
    SELECT m.story_id, hash(
        m.article_id, m.copy_of, m.pinned, a.title, a.url, a.outlet_id, o.name, a.language, a.published, a.fetched_at, a.words,
        g.standing, g.kind, g.parent_id, g.seed_id, g.depth, g.certainty, g.why, g.by_person
    ) AS part
    FROM story_articles AS m
    JOIN articles AS a ON a.id = m.article_id
    LEFT JOIN outlets AS o ON o.id = a.outlet_id
    LEFT JOIN copy_groups AS g ON g.article_id = m.article_id
    UNION ALL
    SELECT told.story_id, hash(v.article_id, v.known_id, v.seed_id, v.seed_part, v.kind, v.score, v.why, v.direction_why)
    FROM copy_verdicts AS v
    JOIN told ON told.article_id = CASE WHEN v.newcomer_is_copy OR v.known_id IS NULL THEN v.article_id ELSE v.known_id END
    WHERE v.kind <> 'none'
    UNION ALL
    SELECT told.story_id, hash(n.article_id, n.name_id, n.label, n.kind, n.in_title)
    FROM mentions AS n JOIN told USING (article_id)
    UNION ALL
    SELECT told.story_id, hash(f.article_id, f.model, f.licence, f.opened, f.claim, f.said_by, f.sentence)
    FROM openness AS f JOIN told USING (article_id)
    UNION ALL
    SELECT told.story_id, hash(r.article_id, r.number, r.read_at)
    FROM revisions AS r JOIN told USING (article_id)
    UNION ALL
    SELECT told.story_id, hash(j.article_id, j.id)
    FROM judgements AS j JOIN told USING (article_id)
    UNION ALL
    SELECT story_id, hash(place, what, article_id, seed_id, outlet, article_ids, why) FROM story_origins
    UNION ALL
    SELECT story_id, hash(digest_id, target, place, revision, corrected) FROM digest_stories
    UNION ALL
    SELECT unnest([story_id, other_id]), hash(kind, decided_at) FROM story_judgements
), summed AS (
    SELECT story_id, sum(part::HUGEINT) AS parts FROM parts GROUP BY story_id
)
SELECT s.id, s.lead_article_id, s.merged_into,
    hash(s.headline, s.lead_article_id, s.independent, s.common_sources, s.merged_into, summed.parts)::VARCHAR AS state
FROM stories AS s
LEFT JOIN summed ON summed.story_id = s.id
WHERE s.merged_into IS NOT NULL OR s.articles > 0
ORDER BY s.id
