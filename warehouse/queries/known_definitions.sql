-- Which views and macros stand in the copy at hand?
SELECT name, digest FROM building.publishing.definitions
