-- Which hosts are to be left alone, and until when?
SELECT host, held_until FROM host_holds WHERE held_until > $now
