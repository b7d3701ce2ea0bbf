-- What does a question to the search ask for? One row a piece: its terms must follow each other; `without` it is unwanted,
-- its last term `goes_on` after a * (as does a single Chinese or Korean character, which is half of a term).
CREATE OR REPLACE MACRO search_pieces(question) AS
list_filter(
    list_transform(
        regexp_extract_all(question, '-?"[^"]*"\*?|\S+'),
        lambda said: {
            'said': ltrim(said, '-'),
            'terms': search_terms(said),
            'without': starts_with(said, '-') AND length(said) > 1,
            'goes_on': ends_with(said, '*') OR regexp_matches(said, '^-?[\p{Han}\p{Hangul}]$')
        }),
    lambda piece: len(piece.terms) > 0);

COMMENT ON MACRO search_pieces IS 'What a question to the search asks for: one struct a piece';
