-- From which articles does this page take a part, and how much of it?
SELECT original_outlet, original_title, original_url, kind, share FROM main.roundups WHERE article_id = $id ORDER BY share DESC, original_id
