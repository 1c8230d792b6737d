INSERT INTO staff (id, family, given, family_kana, given_kana, profession, email, mcs_id,
                   registered_on, released_on, search_key, kana_sort, entered_at, changed_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?13)
