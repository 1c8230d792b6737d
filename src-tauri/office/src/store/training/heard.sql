-- When each member of staff who has not left heard a training last; ?1: today.
SELECT s.id, s.registered_on,
       (SELECT max(a.heard_on) FROM training_attendee a JOIN training t ON t.id = a.training_id
        WHERE a.staff_id = s.id AND t.voided_at IS NULL)
FROM staff s
WHERE s.voided_at IS NULL AND (s.released_on IS NULL OR s.released_on >= ?1)
