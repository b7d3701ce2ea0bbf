-- What is known of each seed?
SELECT seed_id, any_value(title) AS title, any_value(outlet) AS outlet, any_value(url) AS url, any_value(published) AS published,
    bool_or(own) AS own
FROM seeds
GROUP BY seed_id
