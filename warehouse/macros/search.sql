-- Which articles say this, the best first? search('open weights -robot "Llama 4" quant*'): every word must stand there,
-- words in quotation marks one after the other, a word with * may go on, one with - must not stand there. Where no article
-- has all words, those with the most are given. BM25 (Robertson and Zaragoza 2009; k1 1.2, b .75); a word of the headline
-- counts three times, and words that follow each other as in the question count half as much again.
CREATE OR REPLACE MACRO search(question) AS TABLE
WITH pieces AS (
    SELECT piece.said, piece.terms, piece.without, piece.goes_on, 1::BIGINT << (place % 60) AS bit, place
    FROM (
        SELECT unnest(search_pieces(question)) AS piece, generate_subscripts(search_pieces(question), 1) AS place
    )
),
slots AS (
    SELECT place, generate_subscripts(terms, 1) AS slot, unnest(terms) AS term,
           goes_on AND generate_subscripts(terms, 1) = len(terms) AS goes_on
    FROM pieces
),
-- The prefixes are asked for as constants, so that only their part of the vocabulary is read.
longer AS (
    SELECT DISTINCT term
    FROM read_parquet(VOCABULARY_FILES)
    WHERE term >= list_min(list_transform(list_filter(search_pieces(question), lambda p: p.goes_on), lambda p: p.terms[-1]))
      AND term < list_max(list_transform(list_filter(search_pieces(question), lambda p: p.goes_on), lambda p: p.terms[-1]))
          || chr(1114111)
),
wanted AS (
    SELECT place, slot, term FROM slots
    UNION
    SELECT s.place, s.slot, v.term
    FROM slots AS s
    JOIN longer AS v ON s.goes_on AND starts_with(v.term, s.term)
),
hits AS (
    SELECT w.place, w.slot, p.article_id, p.place::INTEGER - w.slot AS start
    FROM read_parquet(POSTING_FILES) AS p
    JOIN wanted AS w ON w.term = p.term
    WHERE p.article_id <= LAST_ARTICLE
),
starts AS (
    SELECT h.place, h.article_id, h.start
    FROM hits AS h
    JOIN pieces AS q ON q.place = h.place AND len(q.terms) = 1
    UNION ALL
    SELECT h.place, h.article_id, h.start
    FROM hits AS h
    JOIN pieces AS q ON q.place = h.place AND len(q.terms) > 1
    GROUP BY h.place, h.article_id, h.start
    HAVING count(DISTINCT h.slot) = any_value(len(q.terms))
),
found AS (
    SELECT place, article_id, count(*) + 2 * count(*) FILTER (start < 199) AS times
    FROM starts
    GROUP BY place, article_id
),
size AS (SELECT count(*) AS articles, avg(greatest(words, 1)) AS words FROM store.articles),
rarity AS (
    SELECT f.place, any_value(q.bit) AS bit, any_value(q.without) AS without,
           ln(1 + (any_value(size.articles) - count(*) + 0.5) / (count(*) + 0.5)) AS idf
    FROM found AS f
    JOIN pieces AS q ON q.place = f.place
    CROSS JOIN size
    GROUP BY f.place
),
scored AS (
    SELECT
        f.article_id, bit_or(r.bit) AS bits, bool_or(r.without) AS without,
        sum(r.idf * f.times * 2.2 / (f.times + 1.2 * (0.25 + 0.75 * greatest(a.words, 1) / size.words))) AS score
    FROM found AS f
    JOIN rarity AS r ON r.place = f.place
    JOIN store.articles AS a ON a.id = f.article_id
    CROSS JOIN size
    GROUP BY f.article_id
),
best AS (
    SELECT article_id, score, bits
    FROM scored
    WHERE NOT without
    QUALIFY bit_count(bits) = max(bit_count(bits)) OVER ()
),
adjacent AS (
    SELECT n.article_id, 0.5 * sum(n.idf) AS bonus
    FROM (
        SELECT DISTINCT a.article_id, a.place, r.idf + s.idf AS idf
        FROM starts AS a
        JOIN pieces AS q ON q.place = a.place
        JOIN rarity AS r ON r.place = a.place
        JOIN rarity AS s ON s.place = a.place + 1
        JOIN starts AS b ON b.article_id = a.article_id AND b.place = s.place AND b.start = a.start + len(q.terms)
    ) AS n
    GROUP BY n.article_id
)
SELECT
    a.id,
    a.handle,
    round(b.score + coalesce(n.bonus, 0), 3) AS score,
    a.day,
    a.outlet,
    a.language,
    a.title,
    a.url,
    a.relevant,
    list_transform(
        list_filter((SELECT list({'said': said, 'bit': bit} ORDER BY place) FROM pieces), lambda p: (p.bit & b.bits) > 0),
        lambda p: p.said) AS words_found
FROM best AS b
LEFT JOIN adjacent AS n ON n.article_id = b.article_id
JOIN articles AS a ON a.id = b.article_id
ORDER BY score DESC, a.id DESC;

COMMENT ON MACRO TABLE search IS 'Articles that say the words of a question, the best first: search(''open weights licence'')';
