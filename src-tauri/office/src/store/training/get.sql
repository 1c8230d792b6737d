SELECT id, on_day, kind, title, teacher, material
FROM training
WHERE voided_at IS NULL AND id = ?1
