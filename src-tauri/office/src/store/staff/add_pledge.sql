INSERT INTO pledge (id, staff_id, existing_paper, on_day, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5)
