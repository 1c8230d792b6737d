SELECT id, on_day, checked_by, note, device_id
FROM device_check
WHERE id = ?1 AND voided_at IS NULL
