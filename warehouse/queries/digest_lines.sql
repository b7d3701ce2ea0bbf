-- Which stories does a digest tell, in its order?
SELECT story_id, title, url, outlet, language, published, sentence, score, why, also_in, copies, languages, facet,
    names, update_of, revision, article_ids
FROM digest_stories
WHERE digest_id = $digest_id AND target = $target
ORDER BY place
