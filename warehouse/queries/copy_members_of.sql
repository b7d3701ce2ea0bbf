-- Where do these articles stand among copies?
SELECT article_id, standing, lead_id, parent_id, seed_id, kind, score, by_person, depth, certainty, why
FROM copy_groups
WHERE article_id IN (SELECT unnest($ids::BIGINT[]))
