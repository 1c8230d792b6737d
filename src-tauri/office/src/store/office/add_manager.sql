INSERT INTO office_manager (id, family, given, family_kana, given_kana, since_on, is_change, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
