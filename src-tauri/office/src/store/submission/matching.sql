-- The first ?2, newest first, whose words hold ?1.
SELECT id, region, destination, send, items, sent_on, accepted_on, returned_on, return_reason, resent_on
FROM submission
WHERE voided_at IS NULL
  AND (?1 = '' OR instr(search_key(destination, items), ?1) > 0)
ORDER BY sent_on DESC, entered_at DESC
LIMIT ?2
