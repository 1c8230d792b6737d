UPDATE incident
SET cause = ?2, happened_on = ?3, known_on = ?4, device_id = ?5, staff_id = ?6, encrypted = ?7, wrongful = ?8, note = ?9,
    changed_at = ?10
WHERE id = ?1
