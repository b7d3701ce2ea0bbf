-- Which articles say this, and how well? search('open weights -robot "Llama 4" quant*'); searched_pieces.sql tells what counts.
CREATE OR REPLACE MACRO searched(question) AS TABLE
SELECT article_id, score, bits FROM searched_pieces(search_pieces(question));

COMMENT ON MACRO TABLE searched IS 'What search() is made of: article_id and score of all that is found, and bits that tell by which words';
