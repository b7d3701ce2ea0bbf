-- What did the pair verdicts see these articles, as newcomers, share with what was known?
SELECT article_id, known_id, seed_id, kind, score, coverage_article, coverage_known, newcomer_is_copy, kinship
FROM copy_verdicts SEMI JOIN (SELECT unnest($ids::BIGINT[]) AS id) AS asked ON asked.id = copy_verdicts.article_id
WHERE kind <> 'none'
