-- Which names does this article hold?
SELECT label, kind, count, in_title FROM store.mentions WHERE article_id = $id ORDER BY in_title DESC, count DESC, label
