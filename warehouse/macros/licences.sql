-- Under which licence is one model, with its versions, and who says so? FROM licences('Qwen').
CREATE OR REPLACE MACRO licences(asked) AS TABLE
SELECT *
FROM licences
WHERE starts_with(regexp_replace(lower(strip_accents(model)), '[^\p{L}\p{N}]', '', 'g'),
                  regexp_replace(lower(strip_accents(asked)), '[^\p{L}\p{N}]', '', 'g'))
   OR model_id = lower(asked)
   OR starts_with(model_id, lower(asked) || '-')
ORDER BY model, reports DESC, articles DESC, first_day;

COMMENT ON MACRO TABLE licences IS 'The rows of the view licences for one model and its versions: FROM licences(''Qwen'')';
