UPDATE submission SET accepted_on = ?2, returned_on = ?3, return_reason = ?4, resent_on = ?5
WHERE id = ?1
