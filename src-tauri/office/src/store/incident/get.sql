SELECT id, cause, happened_on, known_on, device_id, staff_id, encrypted, wrongful, note, closed_on
FROM incident
WHERE id = ?1 AND voided_at IS NULL
