SELECT id, kind, on_day, erased, note, device_id
FROM device_event
WHERE id = ?1 AND voided_at IS NULL
