INSERT INTO device_event (id, device_id, kind, on_day, erased, note, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
