INSERT INTO withdrawal (id, consent_id, by_whom, means, on_day, at_time, taken_by, note, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
