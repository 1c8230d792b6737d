-- Staff who had an ID on a day from ?1 to ?2.
SELECT id, registered_on, released_on
FROM staff
WHERE voided_at IS NULL AND registered_on <= ?2 AND (released_on IS NULL OR released_on >= ?1)
ORDER BY kana_sort, id
