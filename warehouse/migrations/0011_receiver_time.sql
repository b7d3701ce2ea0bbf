-- From here on an outbox row's times are the receiver's own. A message left in doubt before that bears our clock's time,
-- which may have been a day wrong: it is looked for from two days earlier.
UPDATE outbox SET attempt_at = attempt_at - INTERVAL 2 DAY WHERE state = 'sending';
