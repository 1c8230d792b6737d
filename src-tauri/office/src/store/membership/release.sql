UPDATE membership
SET off_case_on = ?2, released_on = ?3, release_reason = ?4, release_note = ?5
WHERE id = ?1 AND voided_on IS NULL AND released_on IS NULL
