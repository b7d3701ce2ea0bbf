-- Fingerprints and vectors of articles $low to $high, as large as real ones; whose they are nobody could tell.

INSERT INTO sketch_hashes
SELECT (hash(id * 64 + k) % 1048576)::UINTEGER, (hash(id * 64 + k + 7) % 65536)::USMALLINT, id
FROM articles, range(32) AS r(k) WHERE id BETWEEN $low AND $high ORDER BY id;

INSERT INTO sketches
SELECT id, words, words, 0, unhex(array_to_string(list_transform(range(38), lambda k: md5((id * 43 + k)::VARCHAR)), ''))
FROM articles WHERE id BETWEEN $low AND $high ORDER BY id;

INSERT INTO anchors
SELECT hash(id * 16 + k) % 3000000, id
FROM articles, range(12) AS r(k) WHERE id BETWEEN $low AND $high AND id % 10 = 0 ORDER BY id;

INSERT INTO doc_vectors
SELECT id, 0, language, 'usem3',
       unhex(array_to_string(list_transform(range(32), lambda k: md5((id * 37 + k)::VARCHAR)), ''))
FROM articles WHERE id BETWEEN $low AND $high AND id % 10 = 0 ORDER BY id;
