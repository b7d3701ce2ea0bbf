-- When was the earliest article published that came into a story since the last crawl before this one ended well?
SELECT min(cards.time)
FROM story_cards AS cards
JOIN articles ON articles.id = cards.article_id
WHERE articles.run_id > coalesce(
    (SELECT max(id) FROM runs WHERE kind = 'crawl' AND status = 'ok' AND id < $run), 0
)
