-- Let the texts of these articles go.
DELETE FROM bodies WHERE article_id IN (SELECT id FROM letting_go)
