SELECT s.id, s.released_on
FROM (SELECT staff_id FROM membership
      WHERE staff_id IS NOT NULL AND released_on IS NULL AND voided_on IS NULL
      UNION SELECT staff_id FROM group_manager WHERE ended_on IS NULL AND voided_on IS NULL) there
CROSS JOIN staff s ON s.id = there.staff_id
WHERE s.released_on < ?1
