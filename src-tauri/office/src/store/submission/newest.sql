SELECT id, region, destination, send, items, sent_on, accepted_on, returned_on, return_reason, resent_on
FROM submission
WHERE voided_at IS NULL
ORDER BY sent_on DESC, entered_at DESC
LIMIT ?1
