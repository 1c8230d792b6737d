UPDATE takeout
SET returned_on = ?2, returned_to = ?3, erased = ?4, return_note = ?5
WHERE id = ?1
