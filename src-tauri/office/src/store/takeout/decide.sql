UPDATE takeout
SET decided_by = ?2, decided_on = ?3, approved = ?4, decline_reason = ?5
WHERE id = ?1
