-- Which rows come next?
SELECT line FROM ordered WHERE rowid BETWEEN $first AND $last ORDER BY rowid
