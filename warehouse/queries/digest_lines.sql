-- Which stories does a digest tell, in its order?
SELECT story_id, title, url, outlet, language, published, sentence, score, why, also_in, copies, languages, facet,
    names, update_of, revision, article_ids, coalesce(reports, 1) AS reports, coalesce(outlets, 1) AS outlets,
    coalesce(kinds, []) AS kinds, coalesce(common_sources, 0) AS common_sources, coalesce(page, '') AS page,
    coalesce(corrected, '') AS corrected, coalesce(written_in, []) AS written_in
FROM digest_stories
WHERE digest_id = $digest_id AND target = $target
ORDER BY place
