-- Which articles say this, the best first? search('open weights -robot "Llama 4" quant*'); searched_pieces.sql tells what counts.
CREATE OR REPLACE MACRO search(question) AS TABLE
SELECT
    a.id,
    'a' || a.id AS handle,
    f.s.score AS score,
    coalesce(a.published, a.fetched_at)::DATE AS day,
    a.outlet_id AS outlet,
    a.language,
    a.title,
    a.url,
    a.id IN (SELECT article_id FROM store.topic_verdicts WHERE relevant) AS relevant,
    search_words(question, f.s.bits) AS words_found
FROM (SELECT unnest(list(s)) AS s FROM searched(question) AS s) AS f -- a list: see searched_pieces.sql
JOIN store.articles AS a ON a.id = f.s.article_id
ORDER BY score DESC, a.id DESC;

COMMENT ON MACRO TABLE search IS 'Articles that say the words of a question, the best first: search(''open weights licence'')';
