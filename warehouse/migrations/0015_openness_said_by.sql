-- Of which entry in names.yaml a model is that is said to be open, and whose words they are.
ALTER TABLE openness ADD COLUMN model_id VARCHAR;           -- id in names.yaml; NULL: read before it was kept
ALTER TABLE openness ADD COLUMN said_by VARCHAR;            -- a name or a sort of people; NULL: the article itself, or not told
