-- What do the articles say, part by part? (FOLDER: where the day files lie; a moved home is told by the variable)
CREATE VIEW bodies AS
SELECT article_id, part, language, text, strptime(parse_filename(filename, true), '%Y-%m-%d')::DATE AS fetched_day
FROM read_parquet(coalesce(getvariable('bodies'), FOLDER) || '/*.parquet', filename = true)
