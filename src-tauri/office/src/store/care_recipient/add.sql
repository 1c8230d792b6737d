INSERT INTO care_recipient (id, family, given, family_kana, given_kana, born_on, postal_code, address, phone, note,
                            search_key, kana_sort, entered_at, changed_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13)
