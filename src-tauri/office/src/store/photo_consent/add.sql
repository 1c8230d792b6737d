INSERT INTO photo_consent (id, care_recipient_id, on_day, kind, subject, purpose, means, taken_by, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
