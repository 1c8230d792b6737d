SELECT id, on_day, checked_by, in_order, note
FROM guideline_check
WHERE voided_at IS NULL
ORDER BY on_day DESC, entered_at DESC
