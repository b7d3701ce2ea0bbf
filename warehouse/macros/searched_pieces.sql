-- Which articles say this, and how well? search('open weights -robot "Llama 4" quant*'): every word must stand there,
-- words in quotation marks one after the other, a word with * may go on, one with - must not stand there. Where no article
-- has all words, those with the most are given. BM25 (Robertson and Zaragoza 2009; k1 1.2, b .75); a word of the headline
-- counts three times, and words that follow each other as in the question count half as much again.
-- The pieces come as a value: cutting the question is compiled once here, and not at every place that asks for them.
CREATE OR REPLACE MACRO searched_pieces(asked) AS TABLE
WITH pieces AS (
    SELECT piece.said, piece.terms, piece.without, piece.goes_on, 1::BIGINT << (place % 60) AS bit, place
    FROM (
        SELECT unnest(asked) AS piece, generate_subscripts(asked, 1) AS place
    )
),
slots AS (
    SELECT place, generate_subscripts(terms, 1) AS slot, unnest(terms) AS term,
           goes_on AND generate_subscripts(terms, 1) = len(terms) AS goes_on
    FROM pieces
),
longer AS (
    SELECT DISTINCT term
    FROM read_parquet(VOCABULARY_FILES)
    WHERE term >= list_min(list_transform(list_filter(asked, lambda p: p.goes_on), lambda p: p.terms[-1]))
      AND term < list_max(list_transform(list_filter(asked, lambda p: p.goes_on), lambda p: p.terms[-1]))
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
    SELECT h.article_id, h.place, h.start, q.bit
    FROM hits AS h
    JOIN pieces AS q ON q.place = h.place AND len(q.terms) = 1
    UNION ALL
    SELECT h.article_id, h.place, h.start, any_value(q.bit)
    FROM hits AS h
    JOIN pieces AS q ON q.place = h.place AND len(q.terms) > 1
    GROUP BY h.place, h.article_id, h.start
    HAVING count(DISTINCT h.slot) = any_value(len(q.terms))
),
-- First which articles have which of the pieces: of a question of several words few have all, and only these are scored.
said AS (SELECT article_id, bit_or(bit) AS bits FROM starts GROUP BY article_id),
crowds AS (SELECT bits, count(*) AS articles, bits & (SELECT coalesce(bit_or(bit), 0) FROM pieces WHERE without) AS unwanted FROM said GROUP BY bits),
size AS (SELECT count(*) AS articles, greatest(avg(words), 1) AS words FROM store.articles),
rarity AS (
    SELECT q.place, len(q.terms) AS terms,
           ln(1 + (any_value(size.articles) - sum(c.articles) + 0.5) / (sum(c.articles) + 0.5)) AS idf
    FROM pieces AS q
    JOIN crowds AS c ON (c.bits & q.bit) > 0
    CROSS JOIN size
    GROUP BY q.place, len(q.terms)
),
best AS (
    SELECT s.article_id, s.bits
    FROM said AS s
    JOIN (
        SELECT bits FROM crowds WHERE unwanted = 0 QUALIFY bit_count(bits) = max(bit_count(bits)) OVER ()
    ) AS fullest ON fullest.bits = s.bits
),
near AS (SELECT s.article_id, s.place, s.start FROM starts AS s SEMI JOIN best USING (article_id)),
-- DuckDB guesses what a file gives by its rows, a hundred times too much, and would gather all articles for a few that
-- were found; of a list it expects little, so that the articles flow past those that were found.
found AS (
    SELECT unnest(list(f)) AS f
    FROM (
        SELECT article_id, place, count(*) + 2 * count(*) FILTER (start < 199) AS times FROM near GROUP BY article_id, place
    ) AS f
),
scored AS (
    SELECT
        f.f.article_id AS article_id,
        sum(r.idf * f.f.times * 2.2 / (f.f.times + 1.2 * (0.25 + 0.75 * greatest(a.words, 1) / size.words))) AS score
    FROM found AS f
    JOIN rarity AS r ON r.place = f.f.place
    JOIN store.articles AS a ON a.id = f.f.article_id
    CROSS JOIN size
    GROUP BY f.f.article_id
),
adjacent AS (
    SELECT n.article_id, 0.5 * sum(n.idf) AS bonus
    FROM (
        SELECT DISTINCT a.article_id, a.place, r.idf + s.idf AS idf
        FROM near AS a
        JOIN rarity AS r ON r.place = a.place
        JOIN rarity AS s ON s.place = a.place + 1
        JOIN near AS b ON b.article_id = a.article_id AND b.place = s.place AND b.start = a.start + r.terms
    ) AS n
    GROUP BY n.article_id
)
SELECT b.article_id, round(s.score + coalesce(n.bonus, 0), 3) AS score, b.bits
FROM best AS b
JOIN scored AS s ON s.article_id = b.article_id
LEFT JOIN adjacent AS n ON n.article_id = b.article_id;


COMMENT ON MACRO TABLE searched_pieces IS 'What searched() is made of, for a question that is cut already: searched_pieces(search_pieces(''open weights''))';
