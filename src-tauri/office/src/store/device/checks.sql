SELECT id, on_day, checked_by, note
FROM device_check
WHERE device_id = ?1 AND voided_at IS NULL
ORDER BY on_day DESC, entered_at DESC
LIMIT ?2
