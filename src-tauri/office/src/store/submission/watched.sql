-- What may open or close a duty of region ?1: what came back and was not sent again, and of each kind of submission the
-- first one.
WITH RECURSIVE kind (items) AS (
    SELECT min(items) FROM submission WHERE region = ?1
    UNION ALL
    SELECT (SELECT min(items) FROM submission WHERE region = ?1 AND items > kind.items)
    FROM kind
    WHERE kind.items IS NOT NULL
)
SELECT id, region, destination, send, items, sent_on, accepted_on, returned_on, return_reason, resent_on
FROM submission INDEXED BY submission_returned
WHERE returned_on IS NOT NULL AND resent_on IS NULL AND region = ?1
UNION
SELECT s.id, s.region, s.destination, s.send, s.items, s.sent_on, s.accepted_on, s.returned_on, s.return_reason,
       s.resent_on
FROM kind
JOIN submission s ON s.id = (SELECT id FROM submission WHERE region = ?1 AND items = kind.items
                             ORDER BY sent_on LIMIT 1)
