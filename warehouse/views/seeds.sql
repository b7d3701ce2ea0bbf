-- Which seeds was every article compared with?
CREATE OR REPLACE VIEW seeds AS
SELECT seed_id, part, language, title, outlet, url, published, damage AS kind, own
FROM store.seeds;

COMMENT ON VIEW seeds IS 'Seed documents of the last run, one row a language part; their texts are not here';
COMMENT ON COLUMN seeds.seed_id IS 'id of the seed';
COMMENT ON COLUMN seeds.part IS 'language part, from 0';
COMMENT ON COLUMN seeds.language IS 'language of the part';
COMMENT ON COLUMN seeds.title IS 'title as the document itself says; empty if it does not';
COMMENT ON COLUMN seeds.outlet IS 'outlet of the original';
COMMENT ON COLUMN seeds.url IS 'address of the original as the document says';
COMMENT ON COLUMN seeds.published IS 'when the original appeared, if the document says';
COMMENT ON COLUMN seeds.kind IS 'what was done to the original: excerpt, bilingual, spun, translated, page, own';
COMMENT ON COLUMN seeds.own IS 'whether a user added it';
