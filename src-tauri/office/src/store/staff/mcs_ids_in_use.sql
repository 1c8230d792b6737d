SELECT mcs_id FROM staff
WHERE mcs_id <> '' AND voided_at IS NULL AND (released_on IS NULL OR released_on >= ?2) AND id IS NOT ?1
