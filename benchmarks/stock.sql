-- What stands in a warehouse after two years, made up: one row in ten on topic, one in forty a copy, twenty to a story.
-- Each statement is a transaction. Of the day that it is, and how many articles there are, the names are now and count.

INSERT INTO outlets BY NAME
SELECT 'outlet' || i AS id, 'Outlet ' || i AS name, 'https://outlet' || i || '.example/' AS home, 'en' AS language,
       $now::TIMESTAMPTZ - INTERVAL 730 DAY AS first_crawled, $now::TIMESTAMPTZ AS last_crawled,
       $now::TIMESTAMPTZ AS last_success, 0 AS failures, ['press'] AS tags
FROM range(1000) AS r(i);

INSERT INTO sources BY NAME
SELECT 'https://outlet' || i || '.example/feed' AS url, 'outlet' || i AS outlet_id, 'feed' AS kind,
       $now::TIMESTAMPTZ + INTERVAL 1 HOUR AS next_due, 3600.0 AS interval_seconds, 0 AS failures,
       $now::TIMESTAMPTZ AS last_success, 'ok' AS status, $now::TIMESTAMPTZ AS visited_at
FROM range(1000) AS r(i);

INSERT INTO articles BY NAME
SELECT i + 1 AS id, 'outlet' || (i % 1000) || '.example/2026/' || md5(i::VARCHAR) AS key, 'https://' || key AS url,
       'outlet' || (i % 1000) AS outlet_id, 'Headline of ' || md5((i * 7)::VARCHAR) || ' number ' || i AS title,
       ['A. Writer ' || (i % 5000)] AS authors,
       $now::TIMESTAMPTZ - INTERVAL 730 DAY + to_seconds(i * (730 * 86400.0 / $count)) AS published,
       published + INTERVAL 1 HOUR AS fetched_at, ['en', 'zh', 'de', 'fr', 'es'][1 + i % 5] AS language,
       300 + (i * 7919) % 600 AS words, 1 + i // 500 AS run_id, 'page' AS text_from, 'json-ld' AS published_from,
       ['tag' || (i % 300)] AS tags, 'https://img.example/' || i AS image, url AS canonical_url, [] AS removed
FROM range($count) AS r(i);

INSERT INTO leads BY NAME
SELECT key, url, outlet_id, 'https://' || outlet_id || '.example/feed' AS source_url, title, published,
       'Summary of it ' || md5(id::VARCHAR) AS summary, 'en' AS language, 0.0 AS promise, fetched_at AS found_at,
       run_id, 1 AS attempts, 'stored' AS outcome, fetched_at AS closed_at, 'g' || id AS guid
FROM articles;

INSERT INTO runs BY NAME
SELECT i + 1 AS id, 'crawl' AS kind, $now::TIMESTAMPTZ - INTERVAL 730 DAY + to_seconds(i * 31536) AS started_at,
       started_at + INTERVAL 5 MINUTE AS finished_at, 'ok' AS status, '{"stored": 500}' AS totals
FROM range($count // 500) AS r(i);

INSERT INTO outlet_reports BY NAME
SELECT 1 + i // 500 AS run_id, 'outlet' || (i % 1000) AS outlet_id,
       $now::TIMESTAMPTZ - INTERVAL 730 DAY + to_seconds(i * (730 * 86400.0 / $count)) AS reported_at, 'ok' AS status,
       1 AS fetched, 1 AS stored, 0 AS relevant, 0 AS copies, 0 AS left_over, 0 AS forbidden, 1.5 AS seconds,
       [] AS reasons, '[]' AS sources
FROM range($count) AS r(i);

INSERT INTO fetches BY NAME
SELECT $count // 500 AS run_id, outlet_id, url, $now::TIMESTAMPTZ - INTERVAL 80 DAY AS fetched_at, 200 AS status,
       80000 AS bytes, 0.4 AS seconds
FROM articles WHERE id % 8 = 0;

-- Of the refused four in ten say something of the topic, as of 227 refused items of the technical press 98 did.
INSERT INTO topic_verdicts
SELECT id, 'open-source-ai', id % 10 = 0, CASE WHEN id % 10 = 0 THEN 0.8 WHEN id % 10 < 5 THEN (id % 97) / 200 ELSE 0.076 END,
       CASE WHEN id % 10 = 0 THEN 'release' END,
       CASE WHEN id % 10 = 0 THEN ['names an open model'] WHEN id % 10 < 5 THEN ['about money, not about openness']
            ELSE ['nothing in it speaks of the topic'] END
FROM articles;

INSERT INTO mentions
SELECT id, 'name' || ((id * 31 + k) % 987), 'Name ' || ((id * 31 + k) % 987), 'model', 1 + k, k = 0
FROM articles, range(3) AS r(k) WHERE id % 3 = 0 ORDER BY id, k;

INSERT INTO openness BY NAME
SELECT id AS article_id, 'Model ' || id % 300 AS model, 'Apache 2.0' AS licence, ['weights'] AS opened,
       'stated' AS claim, 'The weights are under Apache 2.0, the lab said on day ' || id AS sentence
FROM articles WHERE id % 20 = 0;

INSERT INTO stories BY NAME
SELECT i + 1 AS id, began AS opened_at, began AS changed_at, (i + 1) * 20 AS lead_article_id,
       'Headline ' || (i + 1) AS headline, began AS first_time, began + INTERVAL 3 HOUR AS last_time, 2 AS articles,
       2 AS reports, 0 AS copies, ['outlet' || i % 1000, 'outlet' || (i + 1) % 1000] AS outlets,
       CASE WHEN i % 7 = 0 THEN ['de', 'en'] ELSE ['en'] END AS languages, 2 AS independent, 0 AS common_sources
FROM (SELECT i, $now::TIMESTAMPTZ - INTERVAL 730 DAY + to_seconds(i * (730 * 86400.0 / ($count // 20))) AS began
      FROM range($count // 20) AS r(i));

INSERT INTO story_articles BY NAME
SELECT id AS article_id, (id + 10) // 20 AS story_id, 0.9 AS score, ['same names'] AS why, false AS pinned,
       fetched_at AS decided_at
FROM articles WHERE id % 10 = 0;

INSERT INTO story_origins BY NAME
SELECT (id + 10) // 20 AS story_id, 1 AS place, 'report' AS what, id AS article_id, outlet_id AS outlet,
       published AS time, [id] AS article_ids, [outlet_id] AS outlets, '' AS why
FROM articles WHERE id % 10 = 0;

INSERT INTO copy_groups BY NAME
SELECT id AS article_id, CASE WHEN id % 40 = 1 THEN 'copy' ELSE 'original' END AS standing,
       CASE WHEN id % 40 = 1 THEN id - 1 END AS parent_id, id - id % 40 AS lead_id,
       CASE WHEN id % 40 = 1 THEN 'near' END AS kind, CASE WHEN id % 40 = 1 THEN 0.97 END AS score,
       false AS by_person, fetched_at AS decided_at, CASE WHEN id % 40 = 1 THEN 1 ELSE 0 END AS depth,
       0.9 AS certainty, 'is earlier' AS why
FROM articles WHERE id % 40 < 2 AND id >= 40 ORDER BY id;

INSERT INTO copy_verdicts BY NAME
SELECT id AS article_id, id - 1 AS known_id, 'near' AS kind, 0.97 AS score, 'near-narration' AS rule,
       true AS shared_passage, 0.97 AS coverage_article, 0.96 AS coverage_known, true AS newcomer_is_copy,
       'is later' AS direction_why, ['shares 97 % of its narration'] AS why, '4' AS rules, fetched_at AS decided_at
FROM articles WHERE id % 40 = 1 AND id > 40;

INSERT INTO copy_evidence BY NAME
SELECT id AS article_id, id - 1 AS known_id, k AS place, 0 AS a_start, 600 AS a_end,
       repeat(md5((id + k)::VARCHAR), 12) AS a_text, 0 AS b_start, 600 AS b_end, a_text AS b_text, 1.0 AS similarity
FROM articles, range(4) AS r(k) WHERE id % 40 = 1 AND id > 40 ORDER BY id, k;

INSERT INTO digests BY NAME
SELECT 'open-source-ai/' || i AS digest_id, 'slack:C1' AS target, 'open-source-ai' AS topic, 'Open-source AI' AS title,
       ($now::TIMESTAMPTZ - to_days((730 - i)::INTEGER))::DATE AS day, 1 AS edition,
       $now::TIMESTAMPTZ - to_days((730 - i)::INTEGER) AS made_at, 1000 AS outlets, 1300 AS articles, 30 AS copies,
       ['en'] AS languages, [] AS health, [] AS notes, 0 AS left_over, 'delivered' AS state, made_at AS delivered_at
FROM range(730) AS r(i);

INSERT INTO digest_stories BY NAME
SELECT 'open-source-ai/' || (id * 730 // ($count // 20 + 1)) AS digest_id, 'slack:C1' AS target, id % 70 AS place,
       id AS story_id, headline AS title, 'https://outlet1.example/' || id AS url, 'Outlet 1' AS outlet,
       'en' AS language, first_time AS published, 'It came out.' AS sentence, 0.8 AS score, 'on topic' AS why,
       [] AS also_in, [] AS copies, languages, 'release' AS facet, ['Name 1'] AS names,
       [id * 20, id * 20 - 10] AS article_ids
FROM stories WHERE id % 70 < 14;
