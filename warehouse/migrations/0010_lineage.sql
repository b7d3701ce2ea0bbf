-- Who took a text from whom: what each text of a joined pair has by itself, and where an article stands in the tree.
ALTER TABLE copy_verdicts ADD COLUMN kinship STRUCT(
    own_a INTEGER, own_b INTEGER, all_a INTEGER, all_b INTEGER, gaps_a INTEGER, gaps_b INTEGER,
    rarer_a DOUBLE, frame_a INTEGER, frame_b INTEGER
);                                                  -- a: the newcomer; NULL: never measured (a seed, an older verdict)
ALTER TABLE copy_groups ADD COLUMN depth INTEGER;   -- steps from the root: 0 for an original, 1 for its direct copy
ALTER TABLE copy_groups ADD COLUMN certainty DOUBLE; -- that this is the direct original, 0 to 1
ALTER TABLE copy_groups ADD COLUMN why VARCHAR;     -- the reason for the direct original in words
