-- Which views and macros stand in the copy, by a digest of their SQL?
CREATE TABLE building.publishing.definitions (name VARCHAR, digest VARCHAR)
