-- Let the texts of later readings of these articles go; what changed stays.
UPDATE revisions SET text = NULL WHERE text IS NOT NULL AND article_id IN (SELECT id FROM letting_go)
