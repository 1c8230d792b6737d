UPDATE staff
SET family = ?2, given = ?3, family_kana = ?4, given_kana = ?5, profession = ?6, email = ?7, mcs_id = ?8,
    registered_on = ?9, released_on = ?10, search_key = ?11, kana_sort = ?12, changed_at = ?13
WHERE id = ?1
