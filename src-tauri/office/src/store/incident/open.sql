SELECT id, cause, happened_on, known_on, device_id, staff_id, encrypted, wrongful, note, closed_on
FROM incident
WHERE closed_on IS NULL AND voided_at IS NULL
ORDER BY known_on
