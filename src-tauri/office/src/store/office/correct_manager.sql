UPDATE office_manager SET family = ?1, given = ?2, family_kana = ?3, given_kana = ?4
WHERE rowid = (SELECT max(rowid) FROM office_manager WHERE voided_at IS NULL)
