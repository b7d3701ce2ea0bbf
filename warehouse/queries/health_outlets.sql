-- How is each outlet, worst first?
SELECT outlet, name, health, reason, last_success, last_crawled, last_article, failures, articles, quiet_days,
       usual_pause_days, left_over, forbidden, entries, fresh, read, unread, wanted, copied, undated_share, trend, alarms
FROM outlet_health
ORDER BY list_position(['failing', 'dormant', 'quiet', 'partial', 'ok'], health), failures DESC, outlet
