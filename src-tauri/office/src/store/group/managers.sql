SELECT id, staff_id, name, office, started_on, ended_on
FROM group_manager
WHERE group_id = ?1 AND voided_on IS NULL
ORDER BY started_on, entered_at, id
