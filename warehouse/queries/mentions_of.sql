-- Which names do these articles hold, those of the title first?
SELECT article_id, name_id, label, kind, count, in_title
FROM mentions
WHERE list_contains($ids::BIGINT[], article_id)
ORDER BY article_id, in_title DESC, count DESC, rowid
