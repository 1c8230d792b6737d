INSERT INTO device_event (id, device_id, number, kind, on_day, erased, note, entered_at)
VALUES (?1, ?2, (SELECT coalesce(max(number), 0) + 1 FROM device_event WHERE device_id = ?2), ?3, ?4, ?5, ?6, ?7)
