UPDATE care_recipient
SET family = ?2, given = ?3, family_kana = ?4, given_kana = ?5, born_on = ?6, postal_code = ?7, address = ?8,
    phone = ?9, note = ?10, search_key = ?11, kana_sort = ?12, changed_at = ?13
WHERE id = ?1
