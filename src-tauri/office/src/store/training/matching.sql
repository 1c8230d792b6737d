-- The first ?2, newest first, whose words hold ?1.
SELECT id, on_day, kind, title, teacher, material
FROM training
WHERE voided_at IS NULL
  AND (?1 = '' OR instr(search_key(title, teacher, material), ?1) > 0)
ORDER BY on_day DESC, entered_at DESC
LIMIT ?2
