-- What was read in this time: outlets asked, articles stored, copies among them, languages?
SELECT
    (SELECT count(DISTINCT outlet_id) FROM outlet_reports
     WHERE reported_at > $since::TIMESTAMPTZ AND reported_at <= $until::TIMESTAMPTZ) AS outlets,
    count(*) AS articles,
    count(*) FILTER (g.standing = 'copy') AS copies,
    coalesce(list(DISTINCT a.language ORDER BY a.language) FILTER (a.language <> 'und'), []) AS languages
FROM articles AS a
LEFT JOIN copy_groups AS g ON g.article_id = a.id
WHERE a.fetched_at > $since::TIMESTAMPTZ AND a.fetched_at <= $until::TIMESTAMPTZ
