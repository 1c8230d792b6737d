SELECT id, kind, on_day, erased, note
FROM device_event
WHERE device_id = ?1 AND voided_at IS NULL
ORDER BY on_day DESC, number DESC
