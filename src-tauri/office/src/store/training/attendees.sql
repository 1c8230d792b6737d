SELECT staff_id, heard_on
FROM training_attendee
WHERE training_id = ?1
ORDER BY position
