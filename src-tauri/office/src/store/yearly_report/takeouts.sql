-- Slips that were asked for, decided, or should have been back from ?1 to ?2.
SELECT id, asked_on, decided_on, approved, until_day, returned_on
FROM takeout
WHERE voided_at IS NULL AND asked_on <= ?2
  AND (asked_on >= ?1 OR decided_on >= ?1 OR until_day >= date(?1, '-1 day'))
ORDER BY asked_on, entered_at
