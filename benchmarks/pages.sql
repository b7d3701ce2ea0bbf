-- The made-up warehouse of benchmarks/pages.py: a span of articles with all that is decided of them.
INSERT INTO outlets (id, name, home, language, first_crawled, last_crawled, last_success, failures) SELECT 'outlet' || i, 'Outlet number ' || i, 'https://o' || i || '.example/', 'en', $now, $now, $now, 0
    FROM range(300) AS r(i);
INSERT INTO articles (id, key, url, outlet_id, title, published, language, words, fetched_at, run_id)
    SELECT i, 'k' || i, 'https://o' || i % 300 || '.example/' || i, 'outlet' || floor(300 * pow((hash(i) % 100000) / 100000.0, 3))::INTEGER,
        array_to_string(list_transform(range(9), lambda j: getvariable('words')[1 + (hash(i * 11 + j) % 900)::INTEGER]), ' '),
        t.at, ['en', 'en', 'fr', 'zh', 'de'][1 + (hash(i * 3) % 5)::INTEGER], 336, t.at, 1
    FROM range($low, $high) AS r(i), LATERAL (SELECT $now::TIMESTAMPTZ - to_seconds(120 * 86400 * (1 - i / $count)) AS at) AS t;
INSERT INTO bodies SELECT i, 0, 'en', array_to_string(list_transform(range(24), lambda k: upper(getvariable('words')[1 + (hash(i * 13 + k) % 900)::INTEGER][1:1]) || getvariable('words')[1 + (hash(i * 13 + k) % 900)::INTEGER][2:] || ' ' || array_to_string(
    list_transform(range(13), lambda j: getvariable('words')[1 + (hash(i * 997 + k * 31 + j) % 900)::INTEGER]), ' ')
    || CASE WHEN k % 3 = 0 THEN ' ' || (2 + hash(i * 7 + k) % 900) || ' ' || ['users', 'models', 'people', 'euros'][1 + k // 3 % 4]
       ELSE '' END || '.'), ' ') FROM range($low, $high) AS r(i) WHERE i <= 3 * $stories;
INSERT INTO story_articles SELECT i, 1 + (i - 1) // 3, 1, ['shared names'], CASE WHEN i % 3 = 0 THEN i - 2 END, false, $now
    FROM range($low, $high) AS r(i) WHERE i <= 3 * $stories;
INSERT INTO topic_verdicts (article_id, topic, relevant, score, why)
    SELECT i, 'open-source-ai', i <= 3 * $stories, .9, [] FROM range($low, $high) AS r(i);
INSERT INTO copy_groups (article_id, standing, parent_id, lead_id, kind, score, by_person, decided_at, depth, certainty, why)
    SELECT i, CASE WHEN i % 3 = 0 THEN 'copy' ELSE 'original' END, CASE WHEN i % 3 = 0 THEN i - 2 END, i - (i - 1) % 3,
        CASE WHEN i % 3 = 0 THEN ['near', 'spun', 'translation', 'excerpt'][1 + i // 3 % 4] END, .9, false, $now,
        CASE WHEN i % 3 = 0 THEN 1 ELSE 0 END, .9, 'it is dated later'
    FROM range($low, $high) AS r(i) WHERE i <= 3 * $stories AND i % 3 <> 2;
INSERT INTO copy_verdicts (article_id, known_id, kind, score, rule, coverage_article, coverage_known, newcomer_is_copy, why)
    SELECT article_id, parent_id, kind, .9, 'L', .9, .8, true, ['about 90% of the narration'] FROM copy_groups
    WHERE standing = 'copy' AND article_id BETWEEN $low AND $high;
INSERT INTO copy_evidence (article_id, known_id, place, a_start, a_end, a_text, b_start, b_end, b_text, similarity, note)
SELECT article_id, parent_id, p, p * 200, p * 200 + 180, said, p * 200, p * 200 + 180, replace(said, 'a', 'o'), .9, ''
FROM (
    SELECT article_id, parent_id, p, array_to_string(list_transform(range(28), lambda j:
        getvariable('words')[1 + (hash(article_id * 17 + p * 5 + j) % 900)::INTEGER]), ' ') AS said
    FROM copy_groups, range(6) AS r(p)
    WHERE standing = 'copy' AND article_id BETWEEN $low AND $high
);
INSERT INTO mentions (article_id, name_id, label, kind, count, in_title)
    SELECT i, 'name' || n, 'Name ' || n, ['model', 'lab', 'company', 'licence'][1 + n % 4], 2, k = 0
    FROM range($low, $high) AS r(i), range(3) AS s(k), LATERAL (SELECT floor(800 * pow((hash(i * 5 + k) % 100000) / 100000.0, 4))::INTEGER AS n) AS t
    WHERE i <= 3 * $stories;
INSERT INTO openness (article_id, model, licence, opened, claim, sentence)
    SELECT i, 'Name ' || (hash(i) % 300)::INTEGER * 4 % 800, ['MIT License', 'Apache 2.0'][1 + i % 2], ['weights'], 'stated',
        'The weights are out under a licence, article ' || i || ' says.' FROM range($low, $high) AS r(i) WHERE i <= 3 * $stories AND i % 4 = 0;
INSERT INTO story_origins (story_id, place, what, article_id, outlet, time, article_ids, outlets, why)
    SELECT 1 + (i - 1) // 3, i % 3, 'report', i, 'outlet' || i % 300, $now, [i], ['outlet' || i % 300], ''
    FROM range($low, $high) AS r(i) WHERE i <= 3 * $stories AND i % 3 <> 0;
INSERT INTO stories (id, opened_at, changed_at, lead_article_id, headline, first_time, last_time, articles, reports, copies,
        outlets, languages, independent, common_sources)
    SELECT m.story_id, $now, $now, min(a.id), arg_min(a.title, a.id), min(a.published), max(a.published), count(*), 2, 1,
        list(DISTINCT a.outlet_id), list(DISTINCT a.language), 2, 0
    FROM story_articles AS m JOIN articles AS a ON a.id = m.article_id
    WHERE a.id BETWEEN $low AND $high AND m.story_id NOT IN (SELECT id FROM stories) GROUP BY m.story_id;
INSERT INTO digests (digest_id, target, topic, title, day, edition, made_at, outlets, articles, copies, languages, health, notes,
        left_over, state)
    SELECT 'open-source-ai/' || d.day, 'terminal', 'open-source-ai', 'Open-source AI', d.day, 1, d.day::TIMESTAMPTZ, 300, 800, 100, ['en'],
        [], [], 0, 'delivered' FROM (SELECT DISTINCT first_time::DATE AS day FROM stories) AS d
    WHERE d.day NOT IN (SELECT day FROM digests);
INSERT INTO digest_stories (digest_id, target, place, story_id, title, url, outlet, language, published, sentence, score, why,
        also_in, copies, languages, names, article_ids, revision)
    SELECT 'open-source-ai/' || first_time::DATE, 'terminal', row_number() OVER day, id, headline, 'https://x.example/' || id, outlets[1],
        'en', first_time, 'A sentence that says what happened.', 1, '', [], [], ['en'], [], [id], ''
    FROM stories WHERE first_time::DATE NOT IN (SELECT split_part(digest_id, '/', 2)::DATE FROM digest_stories)
WINDOW day AS (PARTITION BY first_time::DATE ORDER BY id)
QUALIFY row_number() OVER day <= 12;
