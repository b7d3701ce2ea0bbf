-- Which articles belong to stories that a digest of these topics may tell: on topic, in the window, not yet told?
WITH told AS (
    SELECT unnest(s.article_ids) AS article_id, d.made_at
    FROM digest_stories AS s
    JOIN digests AS d ON d.digest_id = s.digest_id AND d.target = s.target
    WHERE d.target = $target AND ($topic IS NULL OR d.topic = $topic) AND d.digest_id <> $but
),
told_last AS (
    SELECT article_id, max(made_at) AS told_at FROM told GROUP BY article_id
),
revised AS (  -- told articles whose pages changed afterwards in what readers should hear of
    SELECT r.article_id, arg_max(r.told, r.number) AS revised
    FROM revisions AS r JOIN told_last AS t ON t.article_id = r.article_id AND r.read_at > t.told_at
    WHERE r.told <> '' AND r.read_at BETWEEN $since::TIMESTAMPTZ AND $until::TIMESTAMPTZ
    GROUP BY r.article_id
),
due AS (
    SELECT p.story_id
    FROM story_articles AS p SEMI JOIN revised ON revised.article_id = p.article_id
    UNION
    SELECT DISTINCT p.story_id
    FROM story_articles AS p
    JOIN articles AS a ON a.id = p.article_id
    JOIN topic_verdicts AS v ON v.article_id = a.id AND v.topic IN (SELECT unnest($topics::VARCHAR[])) AND v.relevant
    ANTI JOIN told_last AS t ON t.article_id = a.id
    WHERE least(coalesce(a.published, a.fetched_at), a.fetched_at) BETWEEN $since::TIMESTAMPTZ AND $until::TIMESTAMPTZ
),
told_story AS (
    SELECT p.story_id, max(t.told_at) AS told_at
    FROM due
    JOIN story_articles AS p ON p.story_id = due.story_id
    JOIN told_last AS t ON t.article_id = p.article_id
    GROUP BY p.story_id
),
judged AS (  -- by the topic it belongs to most
    SELECT v.article_id, bool_or(v.relevant) AS relevant, max(v.score) AS score,
        arg_max(v.facet, (v.relevant, v.score)) AS facet
    FROM topic_verdicts AS v
    SEMI JOIN (SELECT p.article_id FROM story_articles AS p SEMI JOIN due ON due.story_id = p.story_id) AS asked
        ON asked.article_id = v.article_id
    WHERE v.topic IN (SELECT unnest($topics::VARCHAR[]))
    GROUP BY v.article_id
),
taken AS (
    SELECT CASE WHEN newcomer_is_copy THEN article_id ELSE known_id END AS article_id, count(*) AS originals
    FROM copy_verdicts
    WHERE kind <> 'none' AND known_id IS NOT NULL
    GROUP BY ALL
),
named AS (
    SELECT m.article_id,
        list(m.label ORDER BY m.count DESC, m.label) AS names,
        list(m.label ORDER BY m.count DESC, m.label) FILTER (m.in_title) AS title_names
    FROM mentions AS m
    SEMI JOIN (SELECT p.article_id FROM story_articles AS p SEMI JOIN due ON due.story_id = p.story_id) AS asked
        ON asked.article_id = m.article_id
    GROUP BY m.article_id
),
written AS (  -- in which languages, the one that says most first; a line of another makes no bilingual article
    SELECT article_id, list(language ORDER BY letters DESC) AS languages
    FROM (
        SELECT b.article_id, b.language, sum(length(b.text)) AS letters
        FROM bodies AS b
        SEMI JOIN (SELECT p.article_id FROM story_articles AS p SEMI JOIN due ON due.story_id = p.story_id) AS asked
            ON asked.article_id = b.article_id
        WHERE b.language <> 'und'
        GROUP BY b.article_id, b.language
        QUALIFY letters > 0.15 * sum(letters) OVER (PARTITION BY b.article_id)
    )
    GROUP BY article_id
    HAVING count(*) > 1
)
SELECT
    p.story_id,
    a.id AS article_id,
    coalesce(a.title, '') AS title,
    a.url,
    a.outlet_id,
    coalesce(o.name, a.outlet_id) AS outlet,
    coalesce(a.language, 'und') AS language,
    a.published,
    a.fetched_at AS seen_at,
    coalesce(v.relevant, false) AS relevant,
    coalesce(v.score, 0) AS score,
    v.facet,
    coalesce(n.names, []) AS names,
    coalesce(n.title_names, []) AS title_names,
    coalesce(s.lead_article_id = a.id, false) AS is_lead,
    CASE WHEN g.standing = 'copy' THEN g.kind WHEN p.copy_of IS NOT NULL THEN 'near' ELSE 'none' END AS copy_kind,
    coalesce(original_outlet.name, original.outlet_id, seed.title, '') AS copy_of,
    coalesce(g.standing = 'copy' AND g.parent_id IS NULL AND g.seed_id IS NOT NULL, false) AS copy_of_seed,
    coalesce(g.standing = 'copy' AND seed.own, false) AS own_text,
    t.article_id IS NOT NULL AS told,
    coalesce(c.revised, '') AS revised,
    ts.told_at,
    CASE WHEN g.standing = 'hub' THEN coalesce(r.originals, 0) ELSE 0 END AS takes_from,
    coalesce(s.independent, s.reports) AS independent,
    coalesce(s.common_sources, 0) AS common_sources,
    coalesce(w.languages, []) AS written_in
FROM due
JOIN story_articles AS p ON p.story_id = due.story_id
JOIN articles AS a ON a.id = p.article_id
JOIN stories AS s ON s.id = p.story_id
LEFT JOIN outlets AS o ON o.id = a.outlet_id
LEFT JOIN judged AS v ON v.article_id = a.id
LEFT JOIN named AS n ON n.article_id = a.id
LEFT JOIN written AS w ON w.article_id = a.id
LEFT JOIN copy_groups AS g ON g.article_id = a.id
LEFT JOIN taken AS r ON r.article_id = a.id
LEFT JOIN articles AS original ON original.id = coalesce(g.parent_id, p.copy_of)
LEFT JOIN outlets AS original_outlet ON original_outlet.id = original.outlet_id
LEFT JOIN (SELECT seed_id, any_value(title) AS title, bool_or(own) AS own FROM seeds GROUP BY seed_id) AS seed ON seed.seed_id = g.seed_id
LEFT JOIN told_last AS t ON t.article_id = a.id
LEFT JOIN revised AS c ON c.article_id = a.id
LEFT JOIN told_story AS ts ON ts.story_id = p.story_id
WHERE least(coalesce(a.published, a.fetched_at), a.fetched_at) <= $until::TIMESTAMPTZ
ORDER BY p.story_id, a.id
