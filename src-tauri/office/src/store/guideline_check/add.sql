INSERT INTO guideline_check (id, on_day, checked_by, in_order, note, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
