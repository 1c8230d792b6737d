SELECT field, before_kind, before_value, after_kind, after_value
FROM former_value
WHERE seq = ?1
ORDER BY position
