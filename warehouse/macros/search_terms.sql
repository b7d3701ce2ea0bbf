-- Into which terms does a text fall when it is searched? The index and every question are cut by this one macro.
-- Words lose case and accents, English plurals their s; figures keep their points and the letters at their end (2.5, 70b).
-- Scripts that write without spaces are cut into pairs of characters that overlap: what stands in a text stands in it as
-- a run of pairs; simplified and traditional Chinese are one. So are `licence` and `license`: the field writes both.
CREATE OR REPLACE MACRO search_terms(said) AS
flatten(list_transform(
    regexp_extract_all(
        CASE WHEN strlen(said) > length(said)
                 AND regexp_matches(said, '[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]')
            THEN regexp_replace(
                CASE WHEN regexp_matches(said, '\p{Han}') THEN translate(lower(strip_accents(said)), 'TRADITIONAL', 'SIMPLIFIED')
                     ELSE lower(strip_accents(said)) END,
                '([\p{Han}\p{Hiragana}\p{Katakana}ー\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]+)', ' \1 ', 'g')
            ELSE lower(strip_accents(said)) END,
        '[\p{L}\p{M}ー]+|\p{N}+(?:[.,]\p{N}+)*\p{L}*'),
    lambda run: CASE
        WHEN run > '~' AND regexp_matches(run, '^[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]{2}')
            THEN list_transform(range(1, length(run)), lambda place: substr(run, place, 2))
        WHEN run IN ('license', 'licence', 'licenses', 'licences') THEN ['licence']
        WHEN ends_with(run, 's') AND regexp_matches(run, '^[a-z]{3,}[^aeious]s$') THEN [left(run, length(run) - 1)]
        ELSE [run]
    END
));

COMMENT ON MACRO search_terms IS 'The terms a text falls into when it is searched';
