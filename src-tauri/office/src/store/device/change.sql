UPDATE device
SET kind = ?2, name = ?3, os = ?4, holder_id = ?5, man_go = ?6, registered_on = ?7, permitted_on = ?8, search_key = ?9,
    changed_at = ?10
WHERE id = ?1
