-- Has anybody read this outlet since then?
SELECT EXISTS (SELECT FROM copydesk.visits WHERE outlet_id = %s AND ended_at > %s)
