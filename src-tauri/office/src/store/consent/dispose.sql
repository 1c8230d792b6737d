INSERT INTO disposal (consent_id, on_day, means, done_by, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5)
