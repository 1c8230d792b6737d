INSERT INTO incident (id, cause, happened_on, known_on, device_id, staff_id, encrypted, wrongful, note, entered_at,
                      changed_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)
