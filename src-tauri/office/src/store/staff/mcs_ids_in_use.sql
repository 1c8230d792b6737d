SELECT mcs_id FROM staff
WHERE mcs_id <> '' AND (released_on IS NULL OR released_on >= ?2) AND id IS NOT ?1
