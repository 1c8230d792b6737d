SELECT number, kind, on_day, reason, party, means, note, voided_on, void_reason
FROM group_event
WHERE group_id = ?1
ORDER BY number
