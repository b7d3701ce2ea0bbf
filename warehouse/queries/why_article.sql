-- What is known of this article itself, with its outlet's name?
SELECT a.*, o.name AS outlet_name
FROM store.articles AS a LEFT JOIN store.outlets AS o ON o.id = a.outlet_id
WHERE a.id = $id
