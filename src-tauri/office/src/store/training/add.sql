INSERT INTO training (id, on_day, kind, title, teacher, material, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
