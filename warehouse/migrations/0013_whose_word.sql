-- Whose word a judgement is, and what its original was called: the word outlives the article it names.
ALTER TABLE judgements ADD COLUMN judged_by VARCHAR;        -- NULL: kept before names were
ALTER TABLE judgements ADD COLUMN original_title VARCHAR;   -- as it stood when it was judged
ALTER TABLE judgements ADD COLUMN original_url VARCHAR;
ALTER TABLE story_judgements ADD COLUMN decided_by VARCHAR;
