-- What may open or close a duty: what came back and was not sent again, and of each kind of submission the first one.
WITH RECURSIVE kind (region, items) AS (
    SELECT * FROM (SELECT region, items FROM submission ORDER BY region, items LIMIT 1)
    UNION ALL
    SELECT (SELECT region FROM submission WHERE (region, items) > (kind.region, kind.items)
            ORDER BY region, items LIMIT 1),
           (SELECT items FROM submission WHERE (region, items) > (kind.region, kind.items)
            ORDER BY region, items LIMIT 1)
    FROM kind
    WHERE kind.region IS NOT NULL
)
SELECT id, region, destination, send, items, sent_on, accepted_on, returned_on, return_reason, resent_on
FROM submission INDEXED BY submission_returned
WHERE returned_on IS NOT NULL AND resent_on IS NULL
UNION
SELECT s.id, s.region, s.destination, s.send, s.items, s.sent_on, s.accepted_on, s.returned_on, s.return_reason,
       s.resent_on
FROM kind
JOIN submission s ON s.id = (SELECT id FROM submission WHERE region = kind.region AND items = kind.items
                             ORDER BY sent_on LIMIT 1)
