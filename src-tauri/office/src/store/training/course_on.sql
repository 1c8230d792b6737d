SELECT max(a.heard_on)
FROM training_attendee a JOIN training t ON t.id = a.training_id
WHERE a.staff_id = ?1 AND t.kind IN ('course', 'course-video') AND t.voided_at IS NULL
