SELECT id, region, destination, send, items, sent_on, accepted_on, returned_on, return_reason, resent_on
FROM submission
WHERE id = ?1 AND voided_at IS NULL
