-- Keep what a person ruled.
INSERT INTO judgements (id, article_id, copy, original_id, seed_id, kind, note, judged_at)
VALUES ((SELECT coalesce(max(id), 0) + 1 FROM judgements), $article_id, $copy, $original_id, $seed_id, $kind, $note, $now)
