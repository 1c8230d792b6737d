INSERT INTO device_check (id, device_id, on_day, checked_by, note, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
