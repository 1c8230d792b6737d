SELECT id, cause, happened_on, known_on, device_id, staff_id, encrypted, wrongful, note, closed_on
FROM incident
WHERE voided_at IS NULL
ORDER BY known_on DESC, entered_at DESC
LIMIT ?1
