-- Forget holds that are over or are written anew in the same transaction.
DELETE FROM host_holds WHERE held_until <= $now OR host IN (SELECT unnest($hosts::VARCHAR[]))
