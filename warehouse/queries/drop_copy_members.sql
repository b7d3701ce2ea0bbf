-- Take these articles out of their groups; those that still belong are written anew in the same transaction.
DELETE FROM copy_groups
WHERE article_id IN (SELECT unnest($ids::BIGINT[]))
