INSERT INTO recipient_end (id, care_recipient_id, kind, on_day, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5)
