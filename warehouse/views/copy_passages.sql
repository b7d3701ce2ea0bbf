-- Which passages show it?
CREATE OR REPLACE VIEW copy_passages AS
SELECT article_id, known_id, seed_id, seed_part, place, a_text AS passage, b_text AS known_passage, similarity, note,
       a_start AS starts, a_end AS ends, b_start AS known_starts, b_end AS known_ends
FROM store.copy_evidence;

COMMENT ON VIEW copy_passages IS 'Matching passages of compared pairs, longest first; also of pairs that only share a passage';
COMMENT ON COLUMN copy_passages.article_id IS 'id of the article that came later into the warehouse';
COMMENT ON COLUMN copy_passages.known_id IS 'id of the article it was compared with; NULL for a seed';
COMMENT ON COLUMN copy_passages.seed_id IS 'seed it was compared with; NULL for an article';
COMMENT ON COLUMN copy_passages.seed_part IS 'language part of the seed, from 0';
COMMENT ON COLUMN copy_passages.place IS 'place of the passage among those of its pair, from 0';
COMMENT ON COLUMN copy_passages.passage IS 'as the article has it';
COMMENT ON COLUMN copy_passages.known_passage IS 'as the known text has it; empty for a seed without text';
COMMENT ON COLUMN copy_passages.similarity IS '1 for word by word, else cosine of the sentence vectors';
COMMENT ON COLUMN copy_passages.note IS 'for a seed: where in it';
COMMENT ON COLUMN copy_passages.starts IS 'character offset into the article''s text';
COMMENT ON COLUMN copy_passages.ends IS 'end of the passage, exclusive';
COMMENT ON COLUMN copy_passages.known_starts IS 'character offset into the known text';
COMMENT ON COLUMN copy_passages.known_ends IS 'end of the passage there, exclusive';
