-- Forget which seeds are in use; they are written anew in the same transaction.
DELETE FROM seeds
