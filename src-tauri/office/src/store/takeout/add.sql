INSERT INTO takeout (id, applicant_id, medium, content, purpose, place, from_day, until_day, asked_on, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
