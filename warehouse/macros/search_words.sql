-- Which pieces of a question to the search were found, by the bits that `searched` gives?
CREATE OR REPLACE MACRO search_words(question, bits) AS
list_transform(
    list_filter(search_pieces(question), lambda piece, place: (bits & (1::BIGINT << (place % 60)::INTEGER)) > 0),
    lambda piece: piece.said);

COMMENT ON MACRO search_words IS 'Which pieces of a question to the search were found, by the bits that searched() gives';
