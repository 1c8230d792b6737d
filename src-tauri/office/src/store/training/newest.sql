SELECT id, on_day, kind, title, teacher, material
FROM training
WHERE voided_at IS NULL
ORDER BY on_day DESC, entered_at DESC
LIMIT ?1
