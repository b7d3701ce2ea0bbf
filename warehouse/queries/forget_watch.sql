-- A look at the outlets takes the place of the one before.
DELETE FROM alarm_watch
