-- Store the stories a digest tells.
INSERT INTO digest_stories (digest_id, target, place, story_id, title, url, outlet, language, published, sentence,
                            score, why, also_in, copies, languages, facet, names, update_of, revision, article_ids,
                            reports, outlets, kinds, common_sources, page, corrected, written_in)
SELECT s.digest_id, s.target, s.place, s.story_id, s.title, s.url, s.outlet, s.language, s.published, s.sentence,
       s.score, s.why, s.also_in, s.copies, s.languages, s.facet, s.names, s.update_of, s.revision, s.article_ids,
       s.reports, s.outlets, s.kinds, s.common_sources, s.page, s.corrected, s.written_in
FROM (
    SELECT unnest(from_json($rows::JSON, '[{"digest_id":"VARCHAR","target":"VARCHAR","place":"INTEGER",
        "story_id":"BIGINT","title":"VARCHAR","url":"VARCHAR","outlet":"VARCHAR","language":"VARCHAR",
        "published":"TIMESTAMPTZ","sentence":"VARCHAR","score":"DOUBLE","why":"VARCHAR","also_in":["VARCHAR"],
        "copies":[{"outlet":"VARCHAR","kind":"VARCHAR"}],"languages":["VARCHAR"],"facet":"VARCHAR",
        "names":["VARCHAR"],"update_of":"BIGINT","revision":"VARCHAR","article_ids":["BIGINT"],
        "reports":"INTEGER","outlets":"INTEGER","kinds":["VARCHAR"],
        "common_sources":"INTEGER","page":"VARCHAR","corrected":"VARCHAR",
        "written_in":["VARCHAR"]}]')) AS s
)
