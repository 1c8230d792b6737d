INSERT INTO group_event (group_id, number, kind, on_day, reason, party, means, note, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
