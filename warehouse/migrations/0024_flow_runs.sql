-- Which Prefect run a run was, and which program ran it. No primary key or index (see 0001_crawl.sql).
ALTER TABLE runs ADD COLUMN flow_run VARCHAR;
COMMENT ON COLUMN runs.flow_run IS 'id of the Prefect flow run that it was; NULL: begun by hand';
ALTER TABLE runs ADD COLUMN program VARCHAR;
COMMENT ON COLUMN runs.program IS 'version of copydesk that ran it';
