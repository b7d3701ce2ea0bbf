-- What a feed calls an entry, whatever its address: a page whose address changed is met again by it.
ALTER TABLE leads ADD COLUMN guid VARCHAR;                  -- NULL: its source gives none
ALTER TABLE article_pages ADD COLUMN guid_digest UBIGINT;   -- hash of the guid of the entry that led to the page
