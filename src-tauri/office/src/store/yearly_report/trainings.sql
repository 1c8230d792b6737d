-- Trainings from ?1 to ?2, and earlier ones that somebody heard since ?1; each with everybody who was expected.
SELECT t.id, t.on_day, a.staff_id, a.heard_on
FROM training t
JOIN training_attendee a ON a.training_id = t.id
WHERE t.voided_at IS NULL AND t.on_day <= ?2
  AND (t.on_day >= ?1
       OR EXISTS (SELECT 1 FROM training_attendee l WHERE l.training_id = t.id AND l.heard_on >= ?1))
ORDER BY t.on_day, t.entered_at, t.id, a.position
